import type { BoardReader } from '../board/board-reader.ts'
import { goneSince, trashDays } from '../item/gone.ts'
import { descendants, selfAndAncestors } from '../item/lineage.ts'
import { hasMoved, isPurged } from '../item/purged.ts'
import { isPutAway } from '../item/set-aside.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import { boardResource } from '../rights/board-resource.ts'
import { can } from '../rights/can.ts'
import { visibleRecords } from '../rights/visible.ts'
import type { BoardSight } from '../rights/visible.ts'
import { isPurgedRecord, recordGoneSince } from './purged-record.ts'

const dayMs = 24 * 60 * 60 * 1_000

/** What of a board can be brought back, in the order in which it is shown: what was deleted of it, and archived items. */
export const trashParts = ['items', 'archived', 'groups', 'columns', 'views'] as const

export type TrashPart = (typeof trashParts)[number]

/** By whom it is looked at, and what they see of the board: the items that they may know of and no others. */
export interface TrashLook {
  readonly board: BoardReader
  readonly sight: BoardSight
  readonly principal: Principal
}

/** Something that was put away, in ms UTC; `order` parts what went in the same moment, and stays as it is. */
export interface PutAway {
  readonly id: string
  readonly at: number
  readonly order: number
}

/** What is told of it. */
export interface PutAwayTold {
  readonly id: string
  /** Of an item. */
  readonly row: number | null
  readonly title: string
  /** Of a column or a view: its kind. */
  readonly kind: string | null
  /** Until when it is kept, in ms UTC; null is for good. */
  readonly until: number | null
  /** How many items come back with it: those of a group, or sub-items. */
  readonly holds: number
  /** What has to come back before, for it to be seen: items and groups in which it is; `title` is that of the nearest. */
  readonly within: Within | null
  readonly mayRestore: boolean
}

interface Within {
  readonly title: string
  readonly rows: readonly number[]
  readonly groups: readonly string[]
}

interface Part {
  readonly list: (look: TrashLook) => PutAway[]
  readonly tell: (look: TrashLook, page: readonly PutAway[]) => PutAwayTold[]
}

const parts: Readonly<Record<TrashPart, Part>> = {
  items: itemPart('deletedAt'),
  archived: itemPart('archivedAt'),
  groups: recordPart('group', 'title', structural),
  columns: recordPart('column', 'title', structural),
  views: recordPart('view', 'name', ({ board, principal }, { ownerId }) =>
    can(principal, 'view.edit', {
      ...boardResource(board, board.boardId),
      ownerId: typeof ownerId === 'string' ? ownerId : null,
    }),
  ),
}

/** What of a part can be brought back, the newest first. `putAway('groups', look) // [{ id: '01a…', at: 1764…, order: 3 }]` */
export function putAway(part: TrashPart, look: TrashLook): PutAway[] {
  return parts[part].list(look).sort(newestFirst)
}

/** The order in which it is listed. */
export function newestFirst(left: Omit<PutAway, 'id'>, right: Omit<PutAway, 'id'>): number {
  return right.at - left.at || right.order - left.order
}

/** Tells of what `putAway` gave. */
export function tellPutAway(part: TrashPart, look: TrashLook, page: readonly PutAway[]): PutAwayTold[] {
  return parts[part].tell(look, page)
}

function itemPart(cell: 'deletedAt' | 'archivedAt'): Part {
  return {
    list: ({ board }) => {
      const found: PutAway[] = []
      for (let row = 0; row < board.rowCount; row++) {
        const at = board.exists(row) ? board.system(row, cell) : null
        if (typeof at !== 'number' || isPurged(board, row) || hasMoved(board, row)) continue
        // What is archived and deleted lies in the trash.
        if (cell === 'archivedAt' && goneSince(board, row) !== null) continue
        found.push({ id: String(board.system(row, 'id')), at, order: row })
      }
      return found
    },
    tell: (look, page) => {
      const { board, principal } = look
      const mayEdit = can(principal, 'item.edit', boardResource(board, board.boardId))
      return page.map(({ id, order: row }) => {
        const within = holders(board, row)
        const since = goneSince(board, row)
        return {
          id,
          row,
          title: String(board.system(row, 'title') ?? ''),
          kind: null,
          until: since === null ? null : since + trashDays * dayMs,
          holds: descendants(board, row).filter((below) => board.system(below, 'deletedAt') === null).length,
          within,
          mayRestore: mayEdit && (within === null || within.groups.length === 0 || structural(look)),
        }
      })
    },
  }
}

/** What an item is in that is put away itself: until that is back it is not seen. */
function holders(board: BoardReader, row: number): Within | null {
  const titles: string[] = []
  const rows: number[] = []
  const groups = new Set<string>()
  for (const at of selfAndAncestors(board, row)) {
    const isAway = board.system(at, 'deletedAt') !== null || board.system(at, 'archivedAt') !== null
    if (at !== row && isAway) {
      rows.push(at)
      titles.push(String(board.system(at, 'title') ?? ''))
    }
    const group = goneGroup(board, Number(board.system(at, 'group')))
    if (group === null || groups.has(group.id)) continue
    groups.add(group.id)
    titles.push(group.title)
  }
  return titles[0] === undefined ? null : { title: titles[0], rows, groups: [...groups] }
}

function goneGroup(board: BoardReader, number: number): { readonly id: string; readonly title: string } | null {
  if (board.group(number)?.['deletedAt'] === undefined) return null
  for (const [id, fields] of board.records('group')) {
    if (fields['number'] === number && !isPurgedRecord('group', fields)) return { id, title: String(fields['title']) }
  }
  return null
}

function structural({ board, principal }: TrashLook): boolean {
  return can(principal, 'board.structure', boardResource(board, board.boardId))
}

function recordPart(
  table: 'group' | 'column' | 'view',
  named: 'title' | 'name',
  mayRestore: (look: TrashLook, fields: Fields) => boolean,
): Part {
  return {
    list: ({ board, sight, principal }) =>
      visibleRecords(board, [table], sight, principal.memberId)
        // Ids grow with time, and none is ever taken away: so each keeps its place.
        .toSorted(([, left], [, right]) => (left < right ? -1 : 1))
        .flatMap(([, id, fields], order) => {
          const at = fields['deletedAt']
          return typeof at === 'number' && !isPurgedRecord(table, fields) ? [{ id, at, order }] : []
        }),
    tell: (look, page) => {
      const { board } = look
      const inGroup = table === 'group' ? itemsByGroup(board) : new Map<number, number>()
      return page.map(({ id, at }) => {
        const fields = board.record(table, id) ?? {}
        return {
          id,
          row: null,
          title: String(fields[named] ?? ''),
          kind: typeof fields['kind'] === 'string' ? fields['kind'] : null,
          until: (recordGoneSince(board, fields) ?? at) + trashDays * dayMs,
          holds: inGroup.get(Number(fields['number'])) ?? 0,
          within: null,
          mayRestore: mayRestore(look, fields),
        }
      })
    },
  }
}

/** How many items each group has that are not put away themselves, by its number; sub-items do not count. */
function itemsByGroup(board: BoardReader): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < board.rowCount; row++) {
    if (!board.exists(row) || board.system(row, 'parent') !== null) continue
    if (isPutAway(board, row)) continue
    const group = Number(board.system(row, 'group'))
    counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  return counts
}
