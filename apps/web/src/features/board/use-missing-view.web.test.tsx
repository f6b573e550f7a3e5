import { act, cleanup, renderHook } from '@testing-library/react'
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

test('an address of a view that is gone is told once, and what is typed meanwhile stays in it', () => {
  const said: string[] = []
  const world = { toasts: { show: ({ text }: { text: string }) => said.push(text) } } as never
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <WorldProvider value={world}>{children}</WorldProvider>
  )
  let address = { view: 'gone', find: '' }
  const draw = (find: string) => ({
    isViewMissing: address.view === 'gone',
    ready: true,
    still: null,
    saved: { ...PLAIN_VIEW, id: 'first', name: 'Sprint' },
    nameView: () => (address = { view: 'first', find }),
  })
  const { rerender } = renderHook(useMissingView, { wrapper, initialProps: draw('') })
  act(() => void vi.advanceTimersByTime(500))
  rerender(draw('login'))
  act(() => void vi.advanceTimersByTime(500))
  rerender(draw('login'))
  act(() => void vi.advanceTimersByTime(5_000))
  expect(said).toEqual([expect.stringContaining('This is Sprint.')])
  expect(address).toEqual({ view: 'first', find: 'login' })
})
