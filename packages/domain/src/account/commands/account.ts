import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import type { Json } from '../../json.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { dayAt, isLocale, isTimeZone } from '../../time/zone.ts'
import { defineAccountCommand } from '../account-command.ts'
import type { Holiday } from '../day.ts'

const daySchema = z.int().check(z.gte(0), z.lte(100_000))

const localeSettings = {
  locale: z.string().check(z.maxLength(35), z.refine(isLocale, 'Use a language tag such as en or de-CH.')),
  timeZone: z.string().check(z.maxLength(60), z.refine(isTimeZone, 'Use a time zone such as Europe/Berlin.')),
  weekStart: z.int().check(z.gte(0), z.lte(6)),
}

/** Makes the account: the first change of its log. */
export const createAccount = defineAccountCommand({
  name: 'account.create',
  args: z.strictObject({ name: titleArg(), ...localeSettings }),
  internal: true,
  undo: { none: 'The account is where everything else lives.' },
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { name, locale, timeZone, weekStart }, { accountId, now }) => {
    account.create('account', accountId, {
      name,
      locale,
      timeZone,
      weekStart,
      createdAt: now,
      day: dayAt(now, timeZone),
    })
  },
})

/** Renames the account, or changes its language, zone, week, and the days on which it does not work. */
export const updateAccount = defineAccountCommand({
  name: 'account.update',
  args: z.strictObject({
    name: z.optional(titleArg()),
    locale: z.optional(localeSettings.locale),
    timeZone: z.optional(localeSettings.timeZone),
    weekStart: z.optional(localeSettings.weekStart),
    /** Weekdays without work, Monday is 1 and Sunday 7. */
    weekend: z.optional(z.array(z.int().check(z.gte(1), z.lte(7))).check(z.maxLength(6))),
    /** Further days without work, as days since 1970-01-01, with a name where they have one. */
    holidays: z.optional(
      z
        .array(
          z.union([daySchema, z.strictObject({ day: daySchema, name: z.string().check(z.trim(), z.maxLength(100)) })]),
        )
        .check(z.maxLength(1_000)),
    ),
  }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, { weekend, holidays, ...args }, { accountId, now }) => {
    const { timeZone } = args
    account.put('account', accountId, {
      ...given(args),
      ...(timeZone !== undefined && { day: dayAt(now, timeZone) }),
      ...(weekend && { weekend: [...new Set(weekend)].sort((left, right) => left - right) }),
      ...(holidays && { holidays: inOrder(holidays) }),
    })
  },
})

/** Each day once, in ascending order; of two names the first. */
function inOrder(holidays: readonly Holiday[]): Json {
  const names = new Map<number, string>()
  for (const each of holidays) {
    const { day, name } = typeof each === 'number' ? { day: each, name: '' } : each
    names.set(day, names.get(day) || name)
  }
  return [...names].sort(([left], [right]) => left - right).map(([day, name]) => (name === '' ? day : { day, name }))
}
