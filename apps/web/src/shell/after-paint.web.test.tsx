import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AfterPaint, usePainted } from './after-paint.tsx'

let frames: (() => void)[] = []
let keys: string[] = []

beforeEach(() => {
  frames = []
  keys = []
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => frames.push(next))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Answers keys once it is there. */
function Rest() {
  useEffect(() => {
    const hear = ({ key }: KeyboardEvent): void => void keys.push(key)
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  return <p>the rest</p>
}

function Parts() {
  return usePainted() ? <Rest /> : <p>its room</p>
}

const draw = () =>
  render(
    <AfterPaint>
      <Parts />
    </AfterPaint>,
  )

test('the rest comes once the first draw is painted, not with it', async () => {
  draw()
  expect(screen.getByText('its room')).toBeTruthy()
  await act(async () => {
    for (const frame of frames) frame()
    await new Promise((resolve) => setTimeout(resolve, 20))
  })
  expect(screen.getByText('the rest')).toBeTruthy()
})

test('a key that is pressed before that finds the rest there, and is heard by it', () => {
  draw()
  fireEvent.keyDown(document.body, { key: 'm' })
  expect(keys).toEqual(['m'])
})

test('where nothing is around that is drawn in two steps, everything is there at once', () => {
  render(<Parts />)
  expect(screen.getByText('the rest')).toBeTruthy()
})
