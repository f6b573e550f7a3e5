import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import type { ScopeReader } from '../state.ts'

/** What the thread of an item says of people. */
export interface ThreadPeople {
  /** Who wrote in it. */
  readonly authors: ReadonlySet<string>
  /** Who chose to watch (true) or not to (false). */
  readonly choices: ReadonlyMap<string, boolean>
}

/** The people of a thread up to a moment, read from its state. Whoever is quoted by a copy did not write here. */
export function threadPeople(thread: ScopeReader | undefined, before = Infinity): ThreadPeople {
  const authors = new Set<string>()
  const choices = new Map<string, boolean>()
  for (const [, { authorId, at, deletedAt, copiedFrom, sourceKey }] of thread?.records('update') ?? []) {
    const isOwn = deletedAt === undefined && copiedFrom === undefined && sourceKey === undefined
    if (typeof authorId === 'string' && isOwn && Number(at) < before) authors.add(authorId)
  }
  for (const [id, { watching }] of thread?.records('watcher') ?? []) choices.set(id, watching === true)
  return { authors, choices }
}

/** The columns of a board that name people by hand. */
export function peopleColumns(board: Pick<BoardReader, 'columns'>): readonly BoardColumn[] {
  return board.columns().filter(namesPeople)
}

/** Whether a column names people by hand. */
export function namesPeople({ kind, fields }: BoardColumn): boolean {
  return kind.references?.to === 'member' && !kind.derive && fields['deletedAt'] === undefined
}

/** Whom a cell of such a column names. */
export function peopleIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}

/**
 * Who watches an item: whoever made it, is named in it or wrote in its thread, and whoever chose to; but for those who chose not
 * to. An import makes items for nobody.
 */
export function watchersOf(board: BoardReader, row: number, people: ThreadPeople): Set<string> {
  const watchers = new Set(people.authors)
  const maker = board.system(row, 'createdBy')
  if (typeof maker === 'string' && board.system(row, 'sourceKey') === null) watchers.add(maker)
  for (const { number } of peopleColumns(board)) {
    for (const id of peopleIn(board.cell(row, number))) watchers.add(id)
  }
  for (const [id, isWatching] of people.choices) {
    if (isWatching) watchers.add(id)
    else watchers.delete(id)
  }
  return watchers
}
