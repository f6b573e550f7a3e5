import type { Fields } from '../record.ts'
import { ordinaryWeekStart } from '../time/week.ts'
import { dayAt } from '../time/zone.ts'

/** On which days the account works. */
export interface WorkDays {
  /** Weekdays without work, Monday is 1 and Sunday 7. */
  readonly weekend: readonly number[]
  /** Days without work, in ascending order. */
  readonly holidays: readonly number[]
}

/** The account's day as cells and views follow from it. */
export interface AccountDay {
  readonly today: number
  readonly timeZone: string
  /** On which weekday its weeks begin; Sunday is 0. */
  readonly weekStart: number
  readonly workDays: WorkDays
}

/** A day on which the account does not work, as its record keeps it: with a name where it has one. */
export type Holiday = number | { readonly day: number; readonly name: string }

/** What holds where an account says nothing else. */
export const ordinaryWorkDays: WorkDays = { weekend: [6, 7], holidays: [] }

const workDaysOf = new WeakMap<Fields, WorkDays>()

/**
 * The day of an account by its own record, where the server writes each new day: so all sides agree, whatever their clocks say.
 * Where none was written yet it is the day of `now` in the account's zone.
 */
export function accountDay(account: Fields, now: number): AccountDay {
  const timeZone = String(account['timeZone'] ?? 'UTC')
  const { day, weekStart } = account
  return {
    today: typeof day === 'number' ? day : dayAt(now, timeZone),
    timeZone,
    weekStart: typeof weekStart === 'number' ? weekStart : ordinaryWeekStart,
    workDays: workDays(account),
  }
}

function workDays(account: Fields): WorkDays {
  const known = workDaysOf.get(account)
  if (known) return known
  // @NOTE the command that sets them checks them.
  const { weekend = ordinaryWorkDays.weekend, holidays = [] } = account as {
    readonly weekend?: readonly number[]
    readonly holidays?: readonly Holiday[]
  }
  const made =
    account['weekend'] === undefined && account['holidays'] === undefined
      ? ordinaryWorkDays
      : { weekend, holidays: holidays.map((each) => (typeof each === 'number' ? each : each.day)) }
  workDaysOf.set(account, made)
  return made
}
