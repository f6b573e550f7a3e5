import { systemCells, visibleRecords } from '@fulcrum/domain'
import type { BoardSight, BoardState, CellColumn, Fields, Json } from '@fulcrum/domain'
import type { ShownBoard, ShownRecord } from '@fulcrum/protocol'

/** At most so many items are shown at once. */
export const maxShownItems = 5_000

/** What of each record of a board is drawn. Who has which role, and what else a record says, stays here. */
const drawnFields: Readonly<Record<string, readonly string[]>> = {
  group: ['number', 'title', 'colour', 'rank', 'deletedAt'],
  column: [
    'number',
    'kind',
    'settingsVersion',
    'settings',
    'title',
    'description',
    'rank',
    'role',
    'appliesTo',
    'deletedAt',
  ],
  view: ['kind', 'name', 'rank', 'ownerId', 'spec', 'deletedAt'],
}

/** What of a person is drawn beside their name. */
const drawnOfPeople: readonly string[] = ['name', 'colour', 'placeholder', 'service', 'removedAt']

/** What somebody is shown of people besides, where they may know it; whoever has a link is not. */
const shownOfPeople: readonly string[] = [...drawnOfPeople, 'timeOff']

/** What every item has, as far as it is drawn. */
const drawnCells = systemCells.filter((cell) =>
  ['id', 'title', 'group', 'parent', 'rank', 'createdAt', 'updatedAt'].includes(cell),
)

/** What is to be shown of a board, and to whom. */
export interface Showing {
  readonly account: {
    readonly id: string
    readonly fields: Fields
    /** What is to be known of a member. */
    readonly member: (id: string) => Fields | undefined
  }
  readonly sight: BoardSight
  /** As whom it is drawn, where that is somebody: "me" is them. */
  readonly viewerId: string | null
  readonly rows: readonly number[]
  /** Takes the place of the board's views. */
  readonly views?: readonly ShownRecord[]
  /** Groups without an item that is shown are not told of. */
  readonly onlyFilledGroups?: boolean
}

/**
 * A board as somebody sees it, views of their own left out, with nothing else in it: whoever gets this could not find out more. The viewer stands for nobody
 * who is here, and only reads.
 */
export function shownBoard(board: BoardState, showing: Showing): ShownBoard {
  const { account, sight, viewerId } = showing
  const rows = showing.rows.slice(0, maxShownItems)
  const shownRows = withParents(board, rows, new Set(showing.rows))
  const columns = board
    .columns()
    .filter(({ number, fields }) => !sight.hiddenColumns.has(number) && fields['deletedAt'] === undefined)
  const cells: (readonly [CellColumn, readonly Json[]])[] = drawnCells.map((cell) => [
    cell,
    shownRows.map((row) => board.system(row, cell)),
  ])
  const named = new Set<string>()
  for (const { number, kind, lanes } of columns) {
    if (!lanes.some(({ own }) => own)) continue
    const values = shownRows.map((row) => board.cell(row, number))
    cells.push([number, values])
    if (kind.references?.to === 'member') for (const value of values) addIds(value, named)
  }
  const filled = new Set(shownRows.map((row) => board.system(row, 'group')))
  const records = visibleRecords(board, ['group', 'column', 'view'], sight, null)
    .filter(([table, , fields]) => {
      if (fields['deletedAt'] !== undefined) return false
      if (table === 'view') return showing.views === undefined
      return table !== 'group' || showing.onlyFilledGroups !== true || filled.has(fields['number'] ?? null)
    })
    .map(([table, id, fields]): ShownRecord => [table, id, only(fields, drawnFields[table] ?? [])])
  const { boardId } = board
  const viewer = viewerId ?? nobody
  const ofPeople = viewerId === null ? drawnOfPeople : shownOfPeople
  const ofBoard = only(board.board, ['name', 'description', 'prefix', 'workspaceId'])
  return {
    account: account.id,
    board: boardId,
    version: board.version,
    viewer,
    records: {
      account: [
        [
          'account',
          account.id,
          only(account.fields, ['locale', 'timeZone', 'weekStart', 'weekend', 'holidays', 'day']),
        ],
        ...[...named].flatMap((id): ShownRecord[] => {
          const fields = id === viewer ? undefined : account.member(id)
          return fields === undefined ? [] : [['member', id, only(fields, ofPeople)]]
        }),
        [
          'member',
          viewer,
          { ...only(account.member(viewer) ?? { name: 'You' }, ofPeople), role: 'viewer', userId: viewer },
        ],
      ],
      board: [['board', boardId, { ...ofBoard, access: 'main' }], ...records, ...(showing.views ?? [])],
    },
    rows: shownRows,
    cells,
    more: showing.rows.length - rows.length,
  }
}

/** The id of a viewer who is nobody. */
const nobody = '00000000-0000-7000-8000-000000000000'

/** The first of many, and the items above them that are shown too, so that no sub-item stands without its item. */
function withParents(board: BoardState, rows: readonly number[], shown: ReadonlySet<number>): readonly number[] {
  const all = new Set(rows)
  for (const row of rows) {
    for (let at = board.system(row, 'parent'); typeof at === 'number' && shown.has(at); at = board.system(at, 'parent'))
      all.add(at)
  }
  return all.size === rows.length ? rows : [...all].sort((left, right) => left - right)
}

function addIds(value: Json, ids: Set<string>): void {
  if (Array.isArray(value)) for (const id of value) if (typeof id === 'string') ids.add(id)
}

function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))
}
