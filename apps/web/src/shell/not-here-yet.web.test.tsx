import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noServer, NotHereYet } from './not-here-yet.tsx'
import { WorldProvider } from './world.tsx'

beforeEach(async () => {
  await noServer.load()
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** Where nothing is yet, on a link in this state for so long that it is told. */
function drawn(state: string) {
  const listeners = new Set<() => void>()
  const hurry = vi.fn()
  const client = {
    status: { link: { state, again: false } },
    hurry,
    onStatus: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  render(
    <WorldProvider value={{ client } as never}>
      <NotHereYet />
    </WorldProvider>,
  )
  act(() => void vi.advanceTimersByTime(2_000))
  const become = (next: string): void =>
    act(() => {
      client.status = { link: { state: next, again: true } }
      listeners.forEach((listener) => listener())
    })
  return { hurry, become }
}

test('who waits for the server tries again at once, and sees that it is being tried', () => {
  const { hurry, become } = drawn('waiting')
  const button = screen.getByRole('button', { name: 'Try again' })
  button.click()
  expect(hurry).toHaveBeenCalledOnce()
  become('connecting')
  expect(button.isConnected).toBe(true)
  expect(button.getAttribute('aria-busy')).toBe('true')
  become('online')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a link that was ended for good does not promise to come back', () => {
  drawn('stopped')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a page that connects for the first time is not called cut off as soon as one that was lost', () => {
  const { become } = drawn('connecting')
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => void vi.advanceTimersByTime(4_000))
  const said = screen.getByRole('alert')
  // The try failed: what is said stays.
  become('waiting')
  expect(said.isConnected).toBe(true)
})
