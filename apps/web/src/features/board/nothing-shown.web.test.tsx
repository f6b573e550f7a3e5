import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { NothingPasses } from './nothing-shown.tsx'
import { SceneProvider, type BoardScene } from './scene.tsx'

afterEach(cleanup)

test('where the search leaves nothing out, its filter is what is cleared', () => {
  const told: unknown[] = []
  const filter = { column: 1, is: 'empty' }
  const scene = {
    find: 'login',
    setFind: (find: string) => told.push({ find }),
    spec: { filter },
    setSpec: (spec: unknown) => told.push(spec),
  } as unknown as BoardScene
  const drawn = (clears?: 'filter') => (
    <SceneProvider value={scene}>
      <NothingPasses {...(clears && { clears })} />
    </SceneProvider>
  )
  const { rerender } = render(drawn('filter'))
  screen.getByRole('button', { name: 'Clear the filter' }).click()
  rerender(drawn())
  screen.getByRole('button', { name: 'Clear the search' }).click()
  expect(told).toEqual([{ filter: null }, { find: '' }])
})
