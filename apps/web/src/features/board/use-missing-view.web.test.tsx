import { act, cleanup, renderHook } from '@testing-library/react'
import { createToasts, type Toast } from '@fulcrum/ui'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WorldProvider } from '../../shell/world.tsx'
import { PLAIN_VIEW } from './model/view-state.ts'
import { useMissingView } from './use-missing-view.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const boardId = '01890a5d-ac96-774b-bcce-b302099a8057'

/** A board whose address names a view that is not here. */
function stand(made: readonly string[] = []) {
  const toasts = createToasts()
  const world = { toasts } as never
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <WorldProvider value={world}>{children}</WorldProvider>
  )
  let address = { view: 'gone', find: '' }
  const draw = (find: string) => ({
    boardId,
    missingView: address.view === 'gone' ? 'gone' : null,
    ready: true,
    still: null,
    saved: { ...PLAIN_VIEW, id: 'first', name: 'Sprint' },
    structure: { hasMade: (id: string) => made.includes(id) } as never,
    nameView: () => (address = { view: 'first', find }),
  })
  const { rerender } = renderHook(useMissingView, { wrapper, initialProps: draw('') })
  return {
    toasts,
    address: () => address,
    wait: (ms: number) => act(() => void vi.advanceTimersByTime(ms)),
    type: (find: string) => rerender(draw(find)),
    said: () => toasts.snapshot().map(({ text }) => text),
  }
}

test('an address of a view that is gone is told once, and what is typed meanwhile stays in it', () => {
  const { wait, type, said, address } = stand()
  wait(500)
  type('login')
  wait(500)
  type('login')
  wait(5_000)
  expect(said()).toEqual([expect.stringContaining('This is Sprint.')])
  expect(address()).toEqual({ view: 'first', find: 'login' })
})

test('who takes back the view that they have made goes to the first one, and hears no more of it', () => {
  const { wait, said, address } = stand(['gone'])
  wait(1_000)
  expect(said()).toEqual([])
  expect(address().view).toBe('first')
})

test.each<[string, Toast, number]>([
  ['taking it back', { key: `board:${boardId}`, icon: 'undo', text: 'New view: taken back.' }, 1],
  ['something done on the board', { key: `board:${boardId}`, icon: 'trash', text: 'Deleted Apple' }, 2],
  ['taking something back elsewhere', { key: `user:${boardId}`, icon: 'undo', text: 'Done: taken back.' }, 2],
])('beside the message of %s', (_, toast, messages) => {
  const { wait, toasts, said, address } = stand()
  toasts.show(toast)
  wait(1_000)
  expect(said()).toHaveLength(messages)
  expect(address().view).toBe('first')
})
