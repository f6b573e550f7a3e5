import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { must } from '@fulcrum/domain'
import { createActions, type Action } from './actions.ts'
import { useActions } from './use-actions.ts'
import { WorldProvider } from './world.tsx'

afterEach(cleanup)

function Offers({ actions }: { readonly actions: readonly Action[] }): null {
  useActions(actions)
  return null
}

test('who was offered something does that, also where what stood before it is gone meanwhile', () => {
  const registry = createActions()
  const done: string[] = []
  const offer = (...ids: readonly string[]) => (
    <WorldProvider value={{ actions: registry } as never}>
      <Offers actions={ids.map((id) => ({ id, title: id, section: 'Go to', run: () => done.push(id) }))} />
    </WorldProvider>
  )
  const { rerender } = render(offer('board', 'trash', 'import'))
  const shown = must(
    registry.all().find(({ id }) => id === 'trash'),
    'trash on offer',
  )
  rerender(offer('trash', 'import'))
  shown.run()
  expect(done).toEqual(['trash'])
})
