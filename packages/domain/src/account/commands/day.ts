import * as z from 'zod/mini'
import { can } from '../../rights/can.ts'
import { dayAt } from '../../time/zone.ts'
import { defineAccountCommand } from '../account-command.ts'

/**
 * Writes the day that it is in the account's zone, where it is a later one than what is written: what follows from the day
 * changes with this change, for everybody and in the history. Whichever node comes second changes nothing.
 */
export const tickDay = defineAccountCommand({
  name: 'account.day',
  args: z.strictObject({}),
  internal: true,
  undo: { none: 'No day comes back.' },
  can: (_account, _args, { principal }) => can(principal, 'account.manage', null),
  apply: (account, _args, { accountId, now }) => {
    const fields = account.reader.record('account', accountId)
    if (!fields) return
    const day = dayAt(now, String(fields['timeZone'] ?? 'UTC'))
    const { day: written } = fields
    if (typeof written !== 'number' || day > written) account.put('account', accountId, { day })
  },
})
