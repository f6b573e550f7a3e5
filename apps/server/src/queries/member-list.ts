import { accountRoles, accountSight, can, idOf, notFound, scopeOf, visibleRecords } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { nextCursor, pageArgs, readCursor, writeCursor } from '../api/page.ts'
import { defineQuery } from './query.ts'

/** Everybody of the account who is a member now, services among them; guests are told names alone. */
export const memberList = defineQuery({
  name: 'member.list',
  args: z.strictObject({ ...pageArgs }),
  result: z.object({
    members: z.array(
      z.object({
        id: idOf('member'),
        name: z.string(),
        email: z.nullable(z.string()),
        role: z.enum(accountRoles),
        service: z.boolean(),
        placeholder: z.boolean(),
        you: z.boolean(),
      }),
    ),
    next: nextCursor,
  }),
  answer: async ({ hub, principal }, { cursor, limit = 200 }) => {
    if (!can(principal, 'account.read', null)) throw notFound('account')
    const { state } = await hub.store.get(scopeOf('account', hub.store.accountId))
    const sight = accountSight(principal) ?? { fingerprint: '', hiddenColumns: new Set<number>() }
    // Members stand in the order in which they came; who leaves keeps their place.
    const all = visibleRecords(state, ['member'], sight, principal.memberId)
    const from = readCursor(cursor)?.row ?? 0
    const page = all.slice(from, from + limit).filter(([, , { removedAt }]) => removedAt === undefined)
    const next = from + limit < all.length ? writeCursor({ version: state.version, row: from + limit }) : null
    return {
      members: page.map(([, id, fields]) => ({
        id,
        name: String(fields['name'] ?? ''),
        email: fields['email'] ?? null,
        role: fields['role'] ?? 'guest',
        service: fields['service'] === true,
        placeholder: fields['placeholder'] === true,
        you: id === principal.memberId,
      })),
      next,
    }
  },
})
