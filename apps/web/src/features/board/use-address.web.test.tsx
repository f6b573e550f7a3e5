import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BoardSearch } from '../../shell/board-contract.ts'
import { useAddress } from './use-address.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** A page at an address, and what the address was told. */
function opened() {
  const told: BoardSearch[] = []
  const { result } = renderHook(() => useAddress({ view: 'table' }, (next) => told.push(next)))
  const change = (next: BoardSearch): void => act(() => result.current[1](next))
  const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
  return { told, shown: () => result.current[0], change, wait }
}

test('the address says which view is open before anybody can reload, also while things are chosen in it', () => {
  const { told, shown, change, wait } = opened()
  change({ view: 'cards' })
  expect(shown()).toEqual({ view: 'cards' })
  wait(60)
  expect(told).toEqual([{ view: 'cards' }])
})

test('what is typed is told when it rests', () => {
  const { told, change, wait } = opened()
  for (const find of ['l', 'lo', 'log']) {
    change({ view: 'table', find })
    wait(100)
  }
  expect(told).toEqual([])
  wait(200)
  expect(told).toEqual([{ view: 'table', find: 'log' }])
})
