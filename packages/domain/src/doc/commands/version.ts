import * as z from 'zod/mini'
import { titleArg } from '../../board/board-command.ts'
import { DomainError, notFound } from '../../errors.ts'
import { idOf } from '../../ids.ts'
import { defineCommand } from '../../command.ts'
import { scopeOf } from '../../scope.ts'
import { must } from '../../errors.ts'
import { can } from '../../rights/can.ts'
import { docArg, docResource } from '../doc-command.ts'

/** Texts of a doc that are kept at most; those with names count too. */
export const maxDocVersions = 500

/** Notes that the text of a doc was kept as a version. The server runs it once the text is stored. */
export const keepDocVersion = defineCommand({
  name: 'doc.keepVersion',
  version: 1,
  args: z.strictObject({
    doc: docArg,
    id: idOf('docVersion'),
    name: z.nullable(titleArg()),
    by: z.nullable(idOf('member')),
  }),
  internal: true,
  undo: { none: 'A version says what was; another one is restored instead.' },
  reads: ({ doc }) => ({ lock: [scopeOf('doc', doc)] }),
  can: (states, { doc }, { principal }) => {
    const state = must(states.get(scopeOf('doc', doc)), 'the doc')
    return can(principal, 'own.edit', { ownerId: null }) && state.record('doc', doc) !== undefined
  },
  apply: (tx, { doc: id, id: version, name, by }, { now }) => {
    const doc = tx.scope(scopeOf('doc', id))
    if ([...doc.reader.records('docVersion')].length >= maxDocVersions) {
      throw new DomainError('too-many', `At most ${maxDocVersions} versions of a doc are kept.`)
    }
    doc.create('docVersion', version, { name, at: now, byId: by })
  },
})

/** Gives a version of a doc a name, or another one. */
export const nameDocVersion = defineCommand({
  name: 'doc.nameVersion',
  version: 1,
  args: z.strictObject({ doc: docArg, id: idOf('docVersion'), name: titleArg() }),
  reads: ({ doc }) => ({ lock: [scopeOf('doc', doc)] }),
  can: (states, { doc }, { principal }) => {
    const state = must(states.get(scopeOf('doc', doc)), 'the doc')
    return state.record('doc', doc) !== undefined && can(principal, 'doc.edit', docResource(state, doc))
  },
  apply: (tx, { doc: id, id: version, name }) => {
    const doc = tx.scope(scopeOf('doc', id))
    if (doc.reader.record('doc', id)?.['deletedAt'] !== undefined) {
      throw new DomainError('conflict', 'This doc is in the trash. Restore it first.')
    }
    if (!doc.reader.record('docVersion', version)) throw notFound('version')
    doc.put('docVersion', version, { name })
  },
})
