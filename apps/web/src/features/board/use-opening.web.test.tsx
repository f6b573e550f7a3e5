import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useOpening } from './use-opening.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** A board with these views that opens with one of them. */
function board(here: string | null, ...ids: readonly string[]) {
  const views = ids.map((id) => ({ id, name: id, kind: 'table', ownerId: null, spec: {} }))
  return { views, opening: { here, board: null, own: null } }
}

function opened() {
  const { result, rerender } = renderHook(({ records, isUnnamed }) => useOpening(records, isUnnamed), {
    initialProps: { records: board('all', 'all', 'kanban'), isUnnamed: true },
  })
  const become = (records: ReturnType<typeof board>, isUnnamed = true) => rerender({ records, isUnnamed })
  const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
  return { shown: () => result.current, become, wait }
}

test('what the server says just after a board opened from this browser’s copy is shown', () => {
  const { shown, become, wait } = opened()
  wait(500)
  become(board('kanban', 'all', 'kanban'))
  expect(shown()).toBe('kanban')
})

test('a view that is looked at stays when another is chosen, and gives way when it is gone', () => {
  const { shown, become, wait } = opened()
  wait(3_000)
  become(board('kanban', 'all', 'kanban'))
  wait(3_000)
  expect(shown()).toBe('all')
  become(board('kanban', 'kanban'))
  expect(shown()).toBe('kanban')
})

test('whoever comes back from a view by its name finds the one that was chosen', () => {
  const { shown, become, wait } = opened()
  wait(3_000)
  become(board('kanban', 'all', 'kanban'), false)
  become(board('kanban', 'all', 'kanban'))
  expect(shown()).toBe('kanban')
})
