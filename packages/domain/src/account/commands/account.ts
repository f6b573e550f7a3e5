import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { isLocale, isTimeZone } from '../../time/zone.ts'
import { defineAccountCommand } from '../account-command.ts'

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
    account.create('account', accountId, { name, locale, timeZone, weekStart, createdAt: now })
  },
})

/** Renames the account, or changes its language, zone and week. */
export const updateAccount = defineAccountCommand({
  name: 'account.update',
  args: z.strictObject({
    name: z.optional(titleArg()),
    locale: z.optional(localeSettings.locale),
    timeZone: z.optional(localeSettings.timeZone),
    weekStart: z.optional(localeSettings.weekStart),
  }),
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, args, { accountId }) => {
    account.put('account', accountId, given(args))
  },
})
