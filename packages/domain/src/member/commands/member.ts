import * as z from 'zod/mini'
import { defineAccountCommand } from '../../account/account-command.ts'
import { colourArg, titleArg } from '../../board/board-command.ts'
import { DomainError, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { accountRoles } from '../../principal.ts'
import type { AccountRole } from '../../principal.ts'
import { given } from '../../record.ts'
import { can } from '../../rights/can.ts'
import type { ScopeReader } from '../../state.ts'
import { isTimeZone } from '../../time/zone.ts'

const id = idOf('member')

/** A user becomes a member, or takes over the placeholder that stood for them. The server runs it when a link is used. */
export const joinMember = defineAccountCommand({
  name: 'member.join',
  args: z.strictObject({
    id,
    user: idOf('user'),
    name: titleArg(),
    email: z.string().check(z.maxLength(320)),
    role: z.enum(accountRoles),
    colour: z.optional(colourArg),
  }),
  internal: true,
  undo: { none: 'Remove the member instead.' },
  can: (_account, { role }, { principal }) => can(principal, 'member.invite', { role }),
  apply: (account, { id, user, name, email, role, colour }, { now }) => {
    const fields = { userId: user, name, email, role, joinedAt: now }
    const before = account.reader.record('member', id)
    if (!before) return account.create('member', id, { ...fields, colour: colour ?? nextColour(account.reader) })
    if (before['placeholder'] !== true && before['removedAt'] === undefined) {
      throw new DomainError('conflict', 'This person is a member already.', { id })
    }
    account.put('member', id, { ...fields, placeholder: null, removedAt: null })
  },
})

const personColours = ['blue', 'teal', 'violet', 'orange', 'pink', 'green', 'cyan', 'yellow'] as const

/** A colour that those who came right before do not have, so that people are told apart at a glance. */
function nextColour(account: ScopeReader): (typeof personColours)[number] {
  return personColours[[...account.records('member')].length % personColours.length] ?? 'blue'
}

/** Adds people whom an import names and whom nobody here is yet. They can be named in cells and cannot sign in. */
export const addPlaceholders = defineAccountCommand({
  name: 'member.addPlaceholders',
  args: z.strictObject({
    people: z
      .array(
        z.strictObject({
          id,
          name: titleArg(),
          email: z.optional(z.string().check(z.maxLength(320))),
          source: z.string().check(z.maxLength(500)),
          colour: z.optional(colourArg),
        }),
      )
      .check(z.minLength(1), z.maxLength(1_000)),
  }),
  internal: true,
  undo: { none: 'A placeholder that no cell names shows nowhere.' },
  can: (_account, _args, { principal }) => can(principal, 'member.invite', { role: 'guest' }),
  apply: (account, { people }) => {
    for (const { id, name, email, source, colour } of people) {
      account.create('member', id, {
        name,
        email: email ?? null,
        role: 'guest',
        placeholder: true,
        sources: [source],
        colour: colour ?? 'grey',
      })
    }
  },
})

/** Makes a member that programs act as: it has a role like anybody, and nobody signs in as it. */
export const addService = defineAccountCommand({
  name: 'member.addService',
  args: z.strictObject({ id, name: titleArg(), role: z.enum(accountRoles) }),
  internal: true,
  undo: { none: 'Remove the member instead.' },
  can: (_account, { role }, { principal }) => can(principal, 'member.invite', { role }),
  apply: (account, { id, name, role }, { now }) => {
    account.create('member', id, { name, role, service: true, joinedAt: now, colour: nextColour(account.reader) })
  },
})

/** Notes that people of a source are members here, so that the next import finds them by the source's own key. */
export const nameSources = defineAccountCommand({
  name: 'member.nameSources',
  args: z.strictObject({
    people: z.array(z.strictObject({ id, source: z.string().check(z.maxLength(500)) })).check(z.maxLength(1_000)),
  }),
  internal: true,
  undo: { none: 'It shows nowhere.' },
  can: (_account, _args, { principal }) => can(principal, 'member.invite', { role: 'guest' }),
  apply: (account, { people }) => {
    const added = new Map<string, string[]>()
    for (const { id, source } of people) added.set(id, [...(added.get(id) ?? []), source])
    for (const [id, sources] of added) {
      const known = account.reader.record('member', id)?.['sources']
      account.put('member', id, { sources: [...new Set([...(Array.isArray(known) ? known : []), ...sources])] })
    }
  },
})

/** Gives a member another role in the account. */
export const setMemberRole = defineAccountCommand({
  name: 'member.setRole',
  args: z.strictObject({ id, role: z.enum(accountRoles) }),
  can: (account, { id, role }, { principal }) =>
    can(principal, 'member.manage', { memberId: id, role: roleOf(account, id), nextRole: role }),
  apply: (account, { id, role }) => {
    activeMember(account.reader, id)
    if (role !== 'owner') refuseLastOwner(account.reader, id)
    account.put('member', id, { role })
  },
})

/** Minutes of a day. */
const minutes = z.int().check(z.gte(0), z.lte(24 * 60))

const workHours = z
  .strictObject({
    days: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1), z.maxLength(7)),
    from: minutes,
    to: minutes,
  })
  .check(
    z.refine(({ days }) => new Set(days).size === days.length, 'Name each day once.'),
    z.refine(({ from, to }) => from < to, 'The end must come after the beginning.'),
  )

/** Changes how a member is shown: by themself, or by whoever manages members. */
export const updateMember = defineAccountCommand({
  name: 'member.update',
  args: z.strictObject({
    id,
    name: z.optional(titleArg()),
    colour: z.optional(colourArg),
    timeZone: z.optional(
      z.nullable(z.string().check(z.maxLength(60), z.refine(isTimeZone, 'Use a time zone such as Europe/Berlin.'))),
    ),
    site: z.optional(z.nullable(titleArg())),
    workHours: z.optional(z.nullable(workHours)),
    picture: z.optional(z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'This is no picture.')))),
  }),
  can: (account, { id }, { principal }) =>
    can(principal, 'own.edit', { ownerId: id }) ||
    can(principal, 'member.manage', { memberId: id, role: roleOf(account, id) }),
  apply: (account, { id, ...fields }) => {
    activeMember(account.reader, id)
    account.put('member', id, given(fields))
  },
})

/** Ends a membership at once: sockets, sessions and caches with it. What the person wrote stays theirs. */
export const removeMember = defineAccountCommand({
  name: 'member.remove',
  args: z.strictObject({ id }),
  undo: { none: 'Invite the person again instead.' },
  can: (account, { id }, { principal }) => can(principal, 'member.manage', { memberId: id, role: roleOf(account, id) }),
  apply: (account, { id }, { now }) => {
    activeMember(account.reader, id)
    refuseLastOwner(account.reader, id)
    account.put('member', id, { removedAt: now })
  },
})

/** The role of a member; that of whoever is not known is the least. */
export function roleOf(account: ScopeReader, id: string): AccountRole {
  return (account.record('member', id)?.['role'] ?? 'guest') as AccountRole
}

/** Refuses who is no member, or none any more. */
export function activeMember(account: ScopeReader, id: string): void {
  const member = account.record('member', id)
  if (!member || member['removedAt'] !== undefined) throw notFound('member')
}

function refuseLastOwner(account: ScopeReader, leaving: string): void {
  if (account.record('member', leaving)?.['role'] !== 'owner') return
  for (const [id, fields] of account.records('member')) {
    const isOwner = fields['role'] === 'owner' && fields['removedAt'] === undefined
    // A placeholder that was given the role cannot act on it.
    if (id !== leaving && isOwner && typeof fields['userId'] === 'string') return
  }
  throw new DomainError('conflict', 'An account needs an owner: make somebody else owner first.', { id: leaving })
}
