import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { boardRoles } from '../../principal.ts'
import { rankPattern } from '../../rank.ts'
import type { Fields } from '../../record.ts'
import type { ScopeWriter } from '../../transaction.ts'
import { liveFolder, liveWorkspace } from '../../workspace/tree-place.ts'
import { defineDocCommand, docArg } from '../doc-command.ts'
import { docAccess } from './create.ts'

/** Renames a doc, or moves it: to another workspace or folder, or among what stands beside it. */
export const updateDoc = defineDocCommand({
  name: 'doc.update',
  args: z.strictObject({
    doc: docArg,
    name: z.optional(titleArg()),
    workspace: z.optional(idOf('workspace')),
    folder: z.optional(z.nullable(idOf('folder'))),
    rank: z.optional(z.string().check(z.regex(rankPattern, 'Expected a rank.'))),
  }),
  action: 'doc.edit',
  apply: (doc, { doc: id, name, workspace, folder, rank }, _env, { account }) => {
    const place =
      workspace === undefined && folder === undefined ? {} : placeOf(account, doc, id, { workspace, folder })
    doc.put('doc', id, { ...(name !== undefined && { name }), ...place, ...(rank !== undefined && { rank }) })
  },
})

/** Where a doc goes: a folder of a workspace, or the workspace itself, which it is wherever only that is said. */
function placeOf(
  account: ScopeWriter,
  doc: ScopeWriter,
  id: string,
  { workspace, folder }: { readonly workspace: string | undefined; readonly folder: string | null | undefined },
): Fields {
  const now = must(doc.reader.record('doc', id), 'the doc')
  const workspaceId = workspace ?? String(now['workspaceId'])
  liveWorkspace(account.reader, workspaceId)
  const stays = workspaceId === now['workspaceId'] ? (now['folderId'] ?? null) : null
  if (typeof folder === 'string') liveFolder(account.reader, folder, workspaceId)
  return { workspaceId, folderId: folder === undefined ? stays : folder }
}

/** Chooses who a doc is for: everyone, its members, or its members with guests among them. */
export const setDocAccess = defineDocCommand({
  name: 'doc.setAccess',
  args: z.strictObject({ doc: docArg, access: docAccess }),
  action: 'doc.manage',
  apply: (doc, { doc: id, access }, { principal }) => {
    doc.put('doc', id, { access, boardId: null, boardRights: null })
    const { memberId } = principal
    if (memberId !== null && access !== 'main' && !doc.reader.record('docMember', memberId)) {
      doc.create('docMember', memberId, { subject: 'member', role: 'owner' })
    }
  },
})

/** Gives a member or a team a role on a doc. */
export const setDocMember = defineDocCommand({
  name: 'doc.setMember',
  args: z.strictObject({
    doc: docArg,
    id: z.union([idOf('member'), idOf('team')]),
    subject: z.enum(['member', 'team']),
    role: z.enum(boardRoles),
  }),
  action: 'doc.manage',
  apply: (doc, { id, subject, role }, _env, { account }) => {
    if (!account.reader.record(subject, id)) throw notFound(subject)
    const before = doc.reader.record('docMember', id)
    if (before?.['role'] === 'owner' && role !== 'owner') refuseLastOwner(doc, id)
    if (before) doc.put('docMember', id, { role })
    else doc.create('docMember', id, { subject, role })
  },
})

/** Takes a member's or a team's role on a doc away. */
export const removeDocMember = defineDocCommand({
  name: 'doc.removeMember',
  args: z.strictObject({ doc: docArg, id: z.union([idOf('member'), idOf('team')]) }),
  action: 'doc.manage',
  apply: (doc, { id }) => {
    const before = doc.reader.record('docMember', id)
    if (!before) throw notFound('member')
    if (before['role'] === 'owner') refuseLastOwner(doc, id)
    doc.drop('docMember', id)
  },
})

/** An account's owner makes themself owner of a doc. It stands on record for its members to see. */
export const takeOverDoc = defineDocCommand({
  name: 'doc.takeOver',
  args: z.strictObject({ doc: docArg }),
  action: 'doc.takeOver',
  undo: { none: 'Taking a doc over stays on record; give the role back instead.' },
  apply: (doc, _args, { principal }) => {
    const { memberId } = principal
    if (memberId === null) throw new DomainError('invalid', 'Only a person can take a doc over.')
    if (doc.reader.record('docMember', memberId)) doc.put('docMember', memberId, { role: 'owner' })
    else doc.create('docMember', memberId, { subject: 'member', role: 'owner' })
  },
})

/** Takes a doc out of the tree without deleting it. */
export const archiveDoc = defineDocCommand({
  name: 'doc.archive',
  args: z.strictObject({ doc: docArg, archived: z.boolean() }),
  action: 'doc.manage',
  apply: (doc, { doc: id, archived }, { now }) => doc.put('doc', id, { archivedAt: archived ? now : null }),
})

/** Puts a doc into the trash, where it stays for 30 days. */
export const deleteDoc = defineDocCommand({
  name: 'doc.delete',
  args: z.strictObject({ doc: docArg }),
  action: 'doc.manage',
  apply: (doc, { doc: id }, { now }) => doc.put('doc', id, { deletedAt: now }),
})

/** Puts a doc into the trash whose workspace is there since before `before`, as of then: it is purged as if it were its own. */
export const deleteDocWithWorkspace = defineDocCommand({
  name: 'doc.deleteWithWorkspace',
  args: z.strictObject({ doc: docArg, before: z.int() }),
  action: 'doc.manage',
  internal: true,
  inTrash: true,
  undo: { none: 'Its workspace is gone for good.' },
  apply: (doc, { doc: id, before }, _env, { account }) => {
    const { workspaceId, deletedAt } = must(doc.reader.record('doc', id), 'the doc')
    const goneSince = account.reader.record('workspace', String(workspaceId))?.['deletedAt']
    if (typeof goneSince !== 'number' || goneSince >= before) return
    if (typeof deletedAt !== 'number' || deletedAt > goneSince) doc.erase('doc', id, { deletedAt: goneSince })
  },
})

/** Takes a doc out of the trash. */
export const restoreDoc = defineDocCommand({
  name: 'doc.restore',
  args: z.strictObject({ doc: docArg }),
  action: 'doc.manage',
  inTrash: true,
  apply: (doc, { doc: id }) => doc.put('doc', id, { deletedAt: null }),
})

function refuseLastOwner(doc: ScopeWriter, leaving: string): void {
  const others = [...doc.reader.records('docMember')].filter(
    ([id, fields]) => id !== leaving && fields['role'] === 'owner',
  )
  if (others.length === 0) {
    throw new DomainError('conflict', 'A doc needs an owner: make somebody else owner first.', { id: leaving })
  }
}
