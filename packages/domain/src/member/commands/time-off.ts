import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { accountDay } from '../../account/day.ts'
import { DomainError } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import type { Json } from '../../json.ts'
import { can } from '../../rights/can.ts'
import type { ScopeReader } from '../../state.ts'
import { maxDaysOff, timeOffOf, type TimeOff } from '../time-off.ts'
import { activeMember, roleOf } from './member.ts'

/** So many times a person is away, past ones among them as far as there is room. */
const maxTimesOff = 200

const id = idOf('member')
const away = idOf('timeOff')
const day = z.int().check(z.gte(0), z.lte(100_000))

/** Says when a member is away, by themself or by whoever manages members. The same id again says it anew. */
export const addTimeOff = defineAccountCommand({
  name: 'member.addTimeOff',
  args: z.strictObject({ id, away, from: day, to: day, half: z.optional(z.literal(true)) }).check(
    z.refine(({ from, to }) => from <= to, 'The last day must not come before the first.'),
    z.refine(({ from, to }) => to - from < maxDaysOff, 'That is more than a year: say it in parts.'),
  ),
  can: (account, args, { principal }) => mayChange(account, args.id, principal),
  apply: (account, { id, away, from, to, half }, { accountId, now }) => {
    const { reader } = account
    activeMember(reader, id)
    const others = timeOffOf(reader.record('member', id) ?? {}).filter((each) => each.id !== away)
    const { today } = accountDay(reader.record('account', accountId) ?? {}, now)
    const next = [...withRoom(others, today), { id: away, from, to, ...(half === true && { half }) }]
    // @NOTE what the arguments give is JSON.
    const sorted = next.sort((left, right) => left.from - right.from || left.to - right.to) as unknown as Json
    account.put('member', id, { timeOff: sorted })
  },
})

/** Takes a time away in which a member would have been away. */
export const removeTimeOff = defineAccountCommand({
  name: 'member.removeTimeOff',
  args: z.strictObject({ id, away }),
  can: (account, args, { principal }) => mayChange(account, args.id, principal),
  apply: (account, { id, away }) => {
    const { reader } = account
    activeMember(reader, id)
    const off = timeOffOf(reader.record('member', id) ?? {})
    const left = off.filter((each) => each.id !== away)
    if (left.length === off.length) return
    // @NOTE what a record keeps is JSON.
    account.put('member', id, { timeOff: left.length === 0 ? null : (left as unknown as Json) })
  },
})

/** Times with room for one more: of too many the oldest go that are over. */
function withRoom(off: readonly TimeOff[], today: number): readonly TimeOff[] {
  const surplus = off.length + 1 - maxTimesOff
  if (surplus <= 0) return off
  const gone = new Set(off.filter(({ to }) => to < today).slice(0, surplus))
  if (gone.size < surplus) {
    throw new DomainError('invalid', `At most ${maxTimesOff} times that are not over can be kept: take one away first.`)
  }
  return off.filter((each) => !gone.has(each))
}

function mayChange(account: ScopeReader, id: string, principal: Parameters<typeof can>[0]): boolean {
  return (
    can(principal, 'own.edit', { ownerId: id }) ||
    can(principal, 'member.manage', { memberId: id, role: roleOf(account, id) })
  )
}
