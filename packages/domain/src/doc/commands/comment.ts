import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import type { Command, CommandEnv } from '../../command.ts'
import { DomainError, must, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import type { Json } from '../../json.ts'
import type { Fields } from '../../record.ts'
import { can } from '../../rights/can.ts'
import type { BoardResource } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import type { ScopeReader } from '../../state.ts'
import type { ScopeWriter } from '../../transaction.ts'
import { keptRecord } from '../../trash/purged-record.ts'
import { docAnchorArg, maxCommentLength, maxQuoteLength, storableText } from '../comments/anchor.ts'
import { docArg, docResource, refuseGoneDoc } from '../doc-command.ts'

/** Comments of a doc, without those that were taken away. */
export const maxDocComments = 5_000

const target = { doc: docArg, id: idOf('docComment') }
const body = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Write something first.'),
    z.maxLength(maxCommentLength, 'At most 10,000 characters.'),
    storableText,
  )
const quote = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Select words first.'),
    z.maxLength(maxQuoteLength, `At most ${maxQuoteLength} characters are quoted.`),
    storableText,
  )

/** Says something of some words of a doc, or answers what was said of them, which opens a thread that was resolved. */
export const postDocComment = defineDocTalk({
  name: 'doc.comment',
  args: z.strictObject({
    ...target,
    parent: z.optional(idOf('docComment')),
    anchor: z.optional(docAnchorArg),
    quote: z.optional(quote),
    body,
  }),
  may: (resource, principal) => can(principal, 'doc.discuss', resource),
  apply: (doc, { id, parent, anchor, quote: words, body: said }, { principal, now }) => {
    const begins = anchor !== undefined && words !== undefined
    if (begins === (parent !== undefined) || (anchor === undefined) !== (words === undefined)) {
      throw new DomainError(
        'invalid',
        'Give either the `anchor` and `quote` of a new thread, or the `parent` of a reply.',
      )
    }
    const standing = [...doc.reader.records('docComment')].filter(([, { deletedAt }]) => deletedAt === undefined)
    if (standing.length >= maxDocComments) {
      throw new DomainError('too-many', `A doc holds at most ${maxDocComments} comments.`)
    }
    if (parent !== undefined) {
      const { resolvedAt } = threadOf(doc.reader, parent)
      if (resolvedAt !== undefined) doc.put('docComment', parent, { resolvedAt: null, resolvedBy: null })
    }
    doc.create('docComment', id, {
      parentId: parent ?? null,
      authorId: principal.memberId,
      body: said,
      at: now,
      // @NOTE an anchor is JSON: the schema leaves absent what is not given.
      ...(begins && { anchor: anchor as Json, quote: words }),
    })
  },
})

/** Changes what a comment of one's own says. What it said before stays in the log. */
export const editDocComment = defineDocTalk({
  name: 'doc.editComment',
  args: z.strictObject({ ...target, body }),
  may: (resource, principal, ownerId) =>
    can(principal, 'doc.discuss', resource) && can(principal, 'own.edit', { ...resource, ownerId }),
  apply: (doc, { id, body: said }, { now }) => {
    refuseDeleted(doc.reader, id)
    doc.put('docComment', id, { body: said, editedAt: now })
  },
})

/** Takes a comment away. What answers it stays. */
export const deleteDocComment = defineDocTalk({
  name: 'doc.deleteComment',
  args: z.strictObject(target),
  may: (resource, principal, ownerId) => can(principal, 'update.edit', { ...resource, ownerId }),
  apply: (doc, { id }, { now }) => {
    refuseDeleted(doc.reader, id)
    doc.put('docComment', id, { deletedAt: now })
  },
})

/** Brings a comment back that was taken away. */
export const restoreDocComment = defineDocTalk({
  name: 'doc.restoreComment',
  args: z.strictObject(target),
  may: (resource, principal, ownerId) => can(principal, 'update.edit', { ...resource, ownerId }),
  apply: (doc, { id }) => {
    keptRecord(doc.reader, 'docComment', id)
    doc.put('docComment', id, { deletedAt: null })
  },
})

/** Says that a thread is settled, or that it is not; the id is that of its first comment. */
export const resolveDocThread = defineDocTalk({
  name: 'doc.resolveThread',
  args: z.strictObject({ ...target, resolved: z.boolean() }),
  may: (resource, principal) => can(principal, 'doc.discuss', resource),
  apply: (doc, { id, resolved }, { principal, now }) => {
    const { resolvedAt } = threadOf(doc.reader, id)
    if ((resolvedAt !== undefined) === resolved) {
      throw new DomainError('conflict', resolved ? 'This thread is resolved already.' : 'This thread is open already.')
    }
    doc.put('docComment', id, {
      resolvedAt: resolved ? now : null,
      resolvedBy: resolved ? principal.memberId : null,
    })
  },
})

interface DocTalk<Args extends { readonly doc: string; readonly id: string }> {
  readonly name: string
  readonly args: z.ZodMiniType<Args>
  /** `ownerId`: who wrote the comment; null where there is none yet. */
  readonly may: (resource: BoardResource, principal: CommandEnv['principal'], ownerId: string | null) => boolean
  readonly apply: (doc: ScopeWriter, args: Args, env: CommandEnv) => void
}

/** A command on what is said of a doc: it writes the doc's scope alone, for nothing of it shows in the tree. */
function defineDocTalk<Args extends { readonly doc: string; readonly id: string }>({
  name,
  args,
  may,
  apply,
}: DocTalk<Args>): Command<Args> {
  return defineCommand<string, Args>({
    name,
    version: 1,
    args,
    reads: ({ doc }) => ({ lock: [scopeOf('doc', doc)] }),
    can: (states, { doc, id }, { principal }) => {
      const state = must(states.get(scopeOf('doc', doc)), 'the doc')
      if (state.record('doc', doc) === undefined) return false
      const authorId = state.record('docComment', id)?.['authorId']
      return may(docResource(state, doc), principal, typeof authorId === 'string' ? authorId : null)
    },
    apply: (tx, given, env) => {
      const doc = tx.scope(scopeOf('doc', given.doc))
      refuseGoneDoc(doc.reader, given.doc)
      apply(doc, given, env)
    },
  })
}

/** The first comment of a thread of this doc. */
function threadOf(doc: ScopeReader, id: string): Fields {
  const fields = doc.record('docComment', id)
  if (!fields) throw notFound('thread')
  if (fields['parentId'] !== undefined) {
    throw new DomainError('invalid', 'This is a reply: name the comment that began the thread.', { id })
  }
  const isAnswered = [...doc.records('docComment')].some(
    ([, each]) => each['parentId'] === id && each['deletedAt'] === undefined,
  )
  if (fields['deletedAt'] !== undefined && !isAnswered) {
    throw new DomainError('conflict', 'This thread was taken away. Whoever did that can undo it.', { id })
  }
  return fields
}

function refuseDeleted(doc: ScopeReader, id: string): void {
  const fields = doc.record('docComment', id)
  if (!fields) throw notFound('comment')
  if (fields['deletedAt'] === undefined) return
  throw new DomainError('conflict', 'This comment was taken away. Whoever did that can undo it.', { id })
}
