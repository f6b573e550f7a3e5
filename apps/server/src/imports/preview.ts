import { boardResource, can, scopeOf } from '@fulcrum/domain'
import type { BoardState, KindRegistry, Principal } from '@fulcrum/domain'
import type { ImportField, ImportSourceIdentity } from '@fulcrum/integration-kit'
import type { ImportFieldKind, ImportPreview, ImportPreviewField } from '@fulcrum/protocol'
import { stat } from 'node:fs/promises'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import { boardsOfSource } from '../storage/boards.ts'
import { matchPeople } from './engine/people.ts'
import { keyPrefixOf } from './engine/run-import.ts'
import { suggestionFor } from './mapping.ts'
import type { OneImport } from './one-import.ts'
import type { OpenedFile } from './reader/messages.ts'

const maxPeople = 200

/** What a person is shown of a file before it is taken in. */
export async function previewOf(
  { store }: Pick<SyncNode, 'store'>,
  one: OneImport,
  opened: OpenedFile,
): Promise<ImportPreview> {
  const { document, kind, label, problems, rows } = opened
  const account = await store.get(scopeOf('account', store.accountId))
  const fields = document.fields.map(previewField)
  const members = matchPeople(account.state, document.source.id, document.people)
  return {
    id: one.id,
    file: { name: one.file.name, sizeBytes: (await stat(one.file.path)).size },
    source: { kind, label, name: document.source.name, identity: document.source.identity },
    reading: one.reading,
    sheets: document.sheets ?? [],
    recordCount: document.recordCount,
    historyCount: document.historyCount,
    commentCount: document.commentCount,
    fields,
    kinds: choosableKinds(store.kinds, fields),
    rows,
    people: document.people.slice(0, maxPeople).map(({ key, name, email }) => ({
      key,
      name,
      email: email ?? null,
      member: members.get(key) ?? null,
    })),
    peopleCount: document.people.length,
    problems,
    knownBoards: await knownBoards({ store }, document.source, one.importer.principal()),
    suggestedName: suggestedName(opened, one.file.name),
  }
}

/** The name for a new board: the file's, without its ending; a source that knows its own name says it. */
export function suggestedName({ document }: OpenedFile, fileName: string): string {
  const { name } = document.source
  const plain = name.startsWith(fileName) ? name.replace(/\.[a-z0-9]{1,5}(?= |$)/i, '') : name
  return plain.slice(0, 255)
}

/** Boards into which the source was imported before and which somebody may fill. */
export async function knownBoards(
  { store }: Pick<SyncNode, 'store'>,
  { id: sourceId, keyBeginnings }: Pick<ImportSourceIdentity, 'id' | 'keyBeginnings'>,
  principal: Principal | null,
): Promise<{ readonly board: string; readonly name: string; readonly workspace: string }[]> {
  if (!principal) return []
  const ids = await withRetry(store.pool, (pool) =>
    boardsOfSource(pool, store.accountId, { prefix: keyPrefixOf(sourceId), beginnings: keyBeginnings }),
  )
  const known: { readonly board: string; readonly name: string; readonly workspace: string }[] = []
  for (const id of ids) {
    // @NOTE the scope's kind says that its state is a board's.
    const state = (await store.get(scopeOf('board', id))).state as BoardState
    const resource = boardResource(state, id)
    if (!can(principal, 'board.structure', resource) || !can(principal, 'item.edit', resource)) continue
    const { name, workspaceId } = state.board
    known.push({ board: id, name: String(name ?? ''), workspace: String(workspaceId ?? '') })
  }
  return known
}

function previewField(field: ImportField): ImportPreviewField {
  return {
    field: field.key,
    title: field.title,
    suggestion: suggestionFor(field),
    confidence: field.guess.confidence,
    dayOrderUncertain: field.guess.settings.dayOrderUncertain === true,
    filledCount: field.filledCount,
    distinctCount: field.distinctCount,
    distinctIsMinimum: field.distinctIsMinimum === true,
    samples: field.samples,
    historyCount: field.historyCount,
  }
}

/** Kinds that hold what a file says, and those that fill themselves where one is suggested. */
function choosableKinds(kinds: KindRegistry, fields: readonly ImportPreviewField[]): ImportFieldKind[] {
  const suggested = new Set(fields.map(({ suggestion }) => suggestion.kind))
  return kinds
    .all()
    .filter(({ id, source }) => source === undefined || suggested.has(id))
    .map(({ id, label }) => ({ kind: id, label }))
}
