import { DomainError, boardResource, can, maxItemsPerBoard, notFound } from '@fulcrum/domain'
import type { Cause, KindRegistry } from '@fulcrum/domain'
import { hashText } from '@fulcrum/integration-kit'
import type { ImportPerson } from '@fulcrum/integration-kit'
import type { ImportProblem, ImportReport, ImportTarget } from '@fulcrum/protocol'
import { setTimeout as sleep } from 'node:timers/promises'
import { withRetry } from '../../database/pool.ts'
import type { SyncNode } from '../../node.ts'
import { takeBackBatch } from '../../scopes/batch.ts'
import { beginImportRun, endImportRun } from '../../storage/import-runs.ts'
import { fieldKind } from '../field-kinds.ts'
import type { FieldPlan } from '../mapping.ts'
import { Problems, mergedProblems } from '../problems.ts'
import type { ConvertPlan, OpenedFile, Slice } from '../reader/messages.ts'
import { holdBoard } from './board-hold.ts'
import { bringColumns } from './columns.ts'
import { ImportGroups } from './groups.ts'
import { HistoryWriter } from './history-writer.ts'
import { ImportDoor } from './import-door.ts'
import type { Importer } from './import-door.ts'
import { ItemWriter } from './item-writer.ts'
import { LinkWriter } from './link-writer.ts'
import { bringPeople } from './people.ts'
import { UpdateWriter } from './update-writer.ts'

/** Where the items come from: a file that is read beside us, or something made. */
export interface ItemSource {
  /** Everything about the source but its items. */
  readonly opened: Pick<OpenedFile, 'document' | 'problems' | 'kind'>
  /** People that fields name which were not taken for people at first. */
  readonly people: readonly ImportPerson[]
  convert(plan: ConvertPlan): Promise<void>
  next(): Promise<Slice | null>
  problems(): Promise<readonly ImportProblem[]>
}

export interface ImportOrder {
  /** Under which people ask for the import. */
  readonly id?: string
  readonly node: Pick<SyncNode, 'store' | 'executor'>
  readonly kinds: KindRegistry
  readonly importer: Importer
  readonly target: ImportTarget
  readonly plans: readonly FieldPlan[]
  readonly source: ItemSource
  readonly reading: { readonly timeZone: string; readonly dayFirst: boolean }
  /** Why the changes of the history came about, where that is not the import. */
  readonly historyCause?: Cause
  /** Asked between steps; true ends the import and takes back what it did. */
  readonly isCancelled: () => boolean
  /** False where there is no time for it: then the next process takes it back. */
  readonly mayTakeBack?: () => boolean
  readonly onProgress: (phase: string, done: number, total: number) => void
}

/** Whoever asked for something this recently is at work. */
const workingMs = 200
const longestRestMs = 200

/** An import that its person ended. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled'
}

/** The beginning of the source keys of one source's items, and of the fields of its columns. */
export function keyPrefixOf(sourceId: string): string {
  return `${hashText(sourceId)}:`
}

/**
 * Takes a source into a board, in small changes of one batch. A new board is hidden until all is there; where the import fails, a
 * new board goes to the trash and a board that was there before gets back what it had.
 */
export async function runImport(order: ImportOrder): Promise<ImportReport> {
  const { node, importer, source, target } = order
  const { document } = source.opened
  const cause = { kind: 'import', source: source.opened.kind, name: document.source.name.slice(0, 200) } as const
  const door = new ImportDoor({ node, importer, cause, batch: crypto.randomUUID() })
  return 'board' in target ? intoBoard(order, door, target.board) : intoNewBoard(order, door, target)
}

async function intoNewBoard(
  order: ImportOrder,
  door: ImportDoor,
  { workspace, folder, name, access }: Exclude<ImportTarget, { board: unknown }>,
): Promise<ImportReport> {
  const { source } = order.source.opened.document
  refuseOverfull(order, 0)
  const board = door.newId()
  const release = await holdBoard(door.node.store.pool, board)
  let isMade = false
  try {
    const place = { workspace, folder: folder ?? null, name, ...(access !== undefined && { access }) }
    const args = { board, ...place, source: source.id.slice(0, 500), hidden: true }
    await door.run('board.create', args, { inBatch: false })
    isMade = true
    const run = await noteRun(order, door, board)
    const report = await fill(order, door, board)
    await run.end()
    await door.run('board.publish', { board }, { inBatch: false })
    return { ...report, isNewBoard: true }
  } catch (error) {
    const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
    if (isMade) {
      await door.node.executor.run(asker, 'board.delete', 1, { board })
      await endImportRun(door.node.store.pool, door.node.store.accountId, order.id ?? door.batch)
    }
    throw error
  } finally {
    await release()
  }
}

async function intoBoard(order: ImportOrder, door: ImportDoor, boardId: string): Promise<ImportReport> {
  const board = await door.board(boardId)
  const principal = order.importer.principal()
  const resource = boardResource(board, boardId)
  const exists = board.record('board', boardId) !== undefined && board.board['deletedAt'] === undefined
  if (!principal || !exists || !can(principal, 'board.read', resource)) throw notFound('board')
  if (!can(principal, 'board.structure', resource) || !can(principal, 'item.edit', resource)) {
    throw new DomainError('forbidden', 'You may read this board, but not import into it.')
  }
  refuseOverfull(order, board.rowCount)
  const release = await holdBoard(door.node.store.pool, boardId)
  try {
    const run = await noteRun(order, door, boardId)
    try {
      const report = await fill(order, door, boardId)
      await run.end()
      return { ...report, isNewBoard: false }
    } catch (error) {
      if (order.mayTakeBack?.() ?? true) {
        await takeBack(door)
        await run.end()
      }
      throw error
    }
  } finally {
    await release()
  }
}

/** Notes that an import writes: where its process dies, the next one takes back what it did. */
async function noteRun(
  { id, source }: ImportOrder,
  { node, importer, batch }: ImportDoor,
  board: string,
): Promise<{ end(): Promise<void> }> {
  const { pool, accountId } = node.store
  const { name } = source.opened.document.source
  const run = { id: id ?? batch, board, batch, member: importer.memberId, name: name.slice(0, 200), takingBack: false }
  await withRetry(pool, () => beginImportRun(pool, accountId, run))
  return { end: () => withRetry(pool, () => endImportRun(pool, accountId, run.id)) }
}

/** A board that was there before gets back what it had; an import that ended before its first change left nothing. */
async function takeBack({ node, importer, batch }: ImportDoor): Promise<void> {
  const principal = () => ({ kind: 'system', memberId: importer.memberId }) as const
  await takeBackBatch(node, { principal }, batch).catch((error: unknown) => {
    const isNothing = error instanceof DomainError && (error.code === 'not-found' || error.code === 'conflict')
    if (!isNothing) throw error
  })
}

async function fill(order: ImportOrder, door: ImportDoor, boardId: string): Promise<Omit<ImportReport, 'isNewBoard'>> {
  const startedAt = performance.now()
  const { node, plans, source, reading } = order
  const { document } = source.opened
  const step = (phase: string, done: number) => {
    if (order.isCancelled()) throw new ImportCancelled('The import was cancelled.')
    order.onProgress(phase, done, document.recordCount)
  }
  const problems = new Problems()
  const keyPrefix = keyPrefixOf(document.source.id)
  step('people', 0)
  const people = await bringPeople(door, document.source.id, [...document.people, ...source.people])
  step('columns', 0)
  const { columns, created } = await bringColumns(door, boardId, plans, { prefix: keyPrefix, problems })
  await source.convert({
    board: boardId,
    keyPrefix,
    columns,
    leftOut: plans.filter(isLeftOut).map(({ field }) => ({ field: field.key, title: field.title })),
    titleField: fieldWithRole(plans, 'title'),
    parentField: fieldWithRole(plans, 'parent'),
    roles: rolesOf(plans),
    people: [...people.members],
    ...reading,
  })
  const groups = new ImportGroups(door, await door.board(boardId), fallbackGroup(order), problems)
  const roles = rolesOf(plans)
  const items = await ItemWriter.start({
    door,
    boardId,
    columns: columns.filter(({ read }) => read === null || fieldKind(read.kind).ofItems === undefined),
    groups,
    keyPrefix,
    sourceName: source.opened.kind,
    recordCount: document.recordCount,
    saysGroup: fieldWithRole(plans, 'group') !== null,
    saysParent: fieldWithRole(plans, 'parent') !== null && roles.parent !== null,
    problems,
  })
  const history = await HistoryWriter.start(door, boardId, {
    cause: order.historyCause ?? door.cause,
    rowOf: (key) => items.rowOf(key),
  })
  const updates = new UpdateWriter(door, boardId)
  const links = new LinkWriter({
    door,
    boardId,
    columns,
    problems,
    rowOf: (key) => items.rowOf(key),
    keyPrefix,
    onStep: () => step('links', document.recordCount),
  })
  let done = 0
  for (let coming = source.next(); ;) {
    const slice = await coming
    if (slice === null) break
    // The next slice is read while this one is written.
    coming = source.next()
    coming.catch(() => {})
    step('items', done)
    const from = performance.now()
    const rows = await items.write(slice)
    await history.write(slice, rows)
    await updates.write(slice, rows)
    links.note(slice, rows)
    done += slice.keys.length
    await leaveRoom(node, performance.now() - from)
  }
  step('items', done)
  await items.finish()
  await links.finish()
  const board = await door.board(boardId)
  return {
    board: boardId,
    boardName: String(board.board['name'] ?? ''),
    batch: door.batch,
    items: items.counts,
    groups: groups.created,
    columns: created,
    history: history.count,
    updates: updates.count,
    links: links.count,
    people: { known: people.known, placeholders: people.placeholders },
    problems: mergedProblems(source.opened.problems, await source.problems(), problems.report()),
    durationMs: Math.round(performance.now() - startedAt),
  }
}

/** While people work, an import takes every other moment and no more: as long as a slice took, it rests. */
async function leaveRoom({ executor }: ImportOrder['node'], tookMs: number): Promise<void> {
  if (executor.clientQuietMs < workingMs) await sleep(Math.min(tookMs, longestRestMs))
}

function isLeftOut({ take, role }: FieldPlan): boolean {
  return !take && role === null
}

function fieldWithRole(plans: readonly FieldPlan[], role: FieldPlan['role']): string | null {
  return plans.find((plan) => plan.role === role)?.field.key ?? null
}

/** Where a role is still that of the source's own reading, the records have it; else the field that somebody chose. */
function rolesOf(plans: readonly FieldPlan[]): ConvertPlan['roles'] {
  const of = (role: keyof ConvertPlan['roles']): string | 'record' | null => {
    const plan = plans.find((candidate) => candidate.role === role)
    if (plan) return plan.field.role === role ? 'record' : plan.field.key
    // Sources that know it without a field of its own.
    return plans.some(({ field }) => field.role === role) ? null : 'record'
  }
  return {
    parent: of('parent'),
    group: of('group'),
    created: of('created'),
    updated: of('updated'),
    creator: of('creator'),
  }
}

function fallbackGroup({ target, source }: ImportOrder): string {
  return 'board' in target ? source.opened.document.source.name : 'Items'
}

function refuseOverfull({ source }: ImportOrder, there: number): void {
  const count = source.opened.document.recordCount
  if (there + count <= maxItemsPerBoard) return
  throw new DomainError(
    'too-many',
    `The file has ${count.toLocaleString('en')} rows; a board holds at most ${maxItemsPerBoard.toLocaleString('en')} items. Split the file and import the parts into several boards.`,
    { limit: maxItemsPerBoard },
  )
}
