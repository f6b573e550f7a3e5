import { boardResource, openingView } from '@fulcrum/domain'
import type { BoardColumn, BoardResource, BoardState, BoardViewSpec, Fields } from '@fulcrum/domain'
import { LABEL_COLOURS, type LabelColour } from '@fulcrum/ui'

/** A group of the board. */
export interface BoardGroup {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly colour: LabelColour
}

/** A saved view. */
export interface SavedView {
  readonly id: string
  readonly name: string
  /** The way it shows the board, as its kind is named. */
  readonly kind: string
  /** Null is everybody's. */
  readonly ownerId: string | null
  readonly spec: BoardViewSpec
}

/** With which views the board opens where its address names none; null is none that is stored. */
interface OpeningViews {
  /** The one that opens here. */
  readonly here: string | null
  /** What its owners chose for everybody. */
  readonly board: string | null
  /** What this person chose. */
  readonly own: string | null
}

/** What a board says beside its items. A new object only when something in it changed. */
export interface BoardRecords {
  readonly board: Fields
  readonly name: string
  readonly prefix: string
  readonly description: string
  /** Those that are there, in their order. */
  readonly columns: readonly BoardColumn[]
  readonly groups: readonly BoardGroup[]
  readonly views: readonly SavedView[]
  readonly opening: OpeningViews
  readonly resource: BoardResource
  readonly sources: readonly unknown[]
}

const tables = ['column', 'group', 'view', 'viewChoice', 'boardMember'] as const

/** Reads them for a member; `before` comes back as it is where nothing moved. Looks at records only, never at items. */
export function readRecords(state: BoardState, before?: BoardRecords, memberId: string | null = null): BoardRecords {
  const sources: unknown[] = [state, state.board]
  for (const table of tables) for (const [, fields] of state.records(table)) sources.push(fields)
  if (before !== undefined && sameList(before.sources, sources)) return before
  const { board } = state
  return {
    board,
    name: text(board['name']),
    prefix: text(board['prefix']),
    description: text(board['description']),
    columns: state.columns().filter(({ fields }) => fields['deletedAt'] === undefined),
    groups: live(state, 'group').map(([id, fields]) => ({
      id,
      number: Number(fields['number']),
      title: text(fields['title']),
      colour: LABEL_COLOURS.find((colour) => colour === fields['colour']) ?? 'blue',
    })),
    views: live(state, 'view').map(([id, fields]) => ({
      id,
      name: text(fields['name']),
      kind: text(fields['kind']) || 'table',
      ownerId: typeof fields['ownerId'] === 'string' ? fields['ownerId'] : null,
      // @NOTE the command that stored it has parsed it with the schema of view specs.
      spec: (fields['spec'] ?? {}) as BoardViewSpec,
    })),
    opening: {
      here: openingView(state, memberId) ?? null,
      board: idOf(board['viewId']),
      own: memberId === null ? null : idOf(state.record('viewChoice', memberId)?.['viewId']),
    },
    resource: boardResource(state, state.boardId),
    sources,
  }
}

/** The columns in the trash, the latest first. */
export function deletedColumns(state: BoardState): readonly BoardColumn[] {
  return state
    .columns()
    .filter(({ fields }) => fields['deletedAt'] !== undefined)
    .toSorted((left, right) => Number(right.fields['deletedAt']) - Number(left.fields['deletedAt']))
}

function live(state: BoardState, table: string): (readonly [string, Fields])[] {
  return [...state.records(table)]
    .filter(([, fields]) => fields['deletedAt'] === undefined)
    .sort(([leftId, left], [rightId, right]) => {
      const a = text(left['rank'])
      const b = text(right['rank'])
      return a < b ? -1 : a > b ? 1 : leftId < rightId ? -1 : 1
    })
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((entry, index) => entry === right[index])
}
