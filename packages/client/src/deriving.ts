import type { AccountDay, BoardState, KindRegistry } from '@fulcrum/domain'
import type { Timers } from './ports.ts'

export interface DerivingOptions {
  /** The board whose items are here; null while they are not, or where it is no board. */
  readonly board: () => BoardState | null
  readonly kinds: KindRegistry
  readonly timers: Timers
  /** The account's day; null while the account is not here. */
  readonly today: () => AccountDay | null
  /** Cells came to be what they follow from. */
  readonly onDerived: () => void
  readonly onError: (error: unknown) => void
}

/** Computes what follows from a board's cells where that is more than an edit entails: slice by slice, while the page draws. */
export interface Deriving {
  /** Something of the board may have changed: goes on where there is anything to compute. */
  readonly look: () => void
  readonly stop: () => void
}

const dayCheckMs = 60_000

/** Makes what computes the derived cells of one scope. */
export function createDeriving({ board, kinds, timers, today, onDerived, onError }: DerivingOptions): Deriving {
  let slice: unknown = null
  let midnight: unknown = null
  let fetching = false
  let stopped = false

  function look(): void {
    const state = board()
    if (!state || stopped) return
    const day = state.derived.followsDay ? today() : null
    if (day !== null) state.derived.tellDay(day.today, day.timeZone, day.workDays)
    fetchCode(state)
    if (state.derived.hasToDerive) slice ??= timers.setTimeout(step, 0)
    if (state.derived.followsDay) midnight ??= timers.setTimeout(dayPassed, dayCheckMs)
  }

  function step(): void {
    slice = null
    const state = board()
    if (!state || stopped) return
    if (state.derived.deriveSome()) slice = timers.setTimeout(step, 0)
    else onDerived()
  }

  function dayPassed(): void {
    midnight = null
    look()
  }

  /** The code of a kind comes with the first board that has a column of it. */
  function fetchCode(state: BoardState): void {
    const ids = state.columns().map(({ kind }) => kind.id)
    if (fetching || !kinds.lacks(ids)) return
    fetching = true
    kinds
      .prepare(ids)
      .then(() => board()?.derived.columnsChanged(), onError)
      .finally(() => {
        fetching = false
        look()
      })
  }

  return {
    look,
    stop: () => {
      stopped = true
      for (const timer of [slice, midnight]) if (timer !== null) timers.clearTimeout(timer)
    },
  }
}
