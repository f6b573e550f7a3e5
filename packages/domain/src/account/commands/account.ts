import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { DomainError } from '../../errors.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import { defineAccountCommand } from '../account-command.ts'

const localeSettings = {
  locale: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language tag such as en or de-CH.')),
  timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
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
    if (args.timeZone !== undefined && !isTimeZone(args.timeZone)) {
      throw new DomainError('invalid', `"${args.timeZone}" is not a time zone. Use one such as Europe/Berlin.`, {
        field: 'timeZone',
      })
    }
    account.put('account', accountId, given(args))
  },
})

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}
