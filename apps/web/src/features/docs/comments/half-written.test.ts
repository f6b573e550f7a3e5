import { expect, test, vi } from 'vitest'
import { createHalfWritten } from './half-written.ts'

const typed = (text: string) => ({ typed: text, chosen: [] })

test('what was refused stands before what was typed since, and whoever shows it hears of that', () => {
  const kept = createHalfWritten()
  const heard = vi.fn()
  const stop = kept.subscribe(heard)
  kept.keepRefused('one', typed('First.'))
  expect(kept.get('one')).toEqual(typed('First.'))
  kept.keep('one', null)
  expect(kept.get('one')).toBeUndefined()
  kept.keep('one', typed('Second.'))
  kept.keepRefused('one', typed('First.'))
  expect(kept.get('one')).toEqual(typed('First.\nSecond.'))
  expect(kept.get('other')).toBeUndefined()
  expect(heard).toHaveBeenCalledTimes(4)
  stop()
  kept.keep('one', null)
  expect(heard).toHaveBeenCalledTimes(4)
})
