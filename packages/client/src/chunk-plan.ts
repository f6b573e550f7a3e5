import { LIVE_LANE } from '@fulcrum/columnar'
import { asideCells, inputColumns, systemLanes } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec, Json } from '@fulcrum/domain'
import type { ChunkManifest } from '@fulcrum/protocol'

/** What rows, groups and order are made of: with these here, a board can be drawn and commands can be judged. */
export const firstLanes: readonly string[] = [
  LIVE_LANE,
  'createdAt',
  'group',
  'parent',
  'rank',
  'deletedAt',
  ...asideCells,
  'title',
]

/** Ids are as large as everything else together and needed last: rows name items. */
const lastLanes: readonly string[] = ['id']

/** Lanes that one request asks for. */
const lanesPerRequest = 9

/** The lanes of a board in the order in which they are fetched, a list a request: what the view shows comes first. */
export function chunkPlan(manifest: ChunkManifest, board: BoardState, view: Json | undefined): string[][] {
  const there = new Set(manifest.lanes.map(({ key }) => key))
  const system = new Set([LIVE_LANE, ...systemLanes.map(({ key }) => key)])
  const visible = visibleLanes(board, view)
  const own = [...there].filter((key) => !system.has(key))
  const late = new Set([...firstLanes, ...lastLanes])
  const waves = [
    firstLanes,
    own.filter((key) => visible.has(key)),
    [...own.filter((key) => !visible.has(key)), ...[...system].filter((key) => !late.has(key))],
    lastLanes,
  ]
  return waves.flatMap((wave) => inRequests(wave.filter((key) => there.has(key))))
}

/** The lanes of the columns that a view shows, sorts, groups or filters by; without a view, of all that are not deleted. */
function visibleLanes(board: BoardState, view: Json | undefined): Set<string> {
  // @NOTE a view comes from a record that the server has checked.
  const spec = (view ?? {}) as BoardViewSpec
  const hidden = new Set((spec.columns ?? []).flatMap(({ column, hidden: isHidden }) => (isHidden ? [column] : [])))
  const mentioned = JSON.stringify([spec.filter ?? null, spec.sort ?? [], spec.groupBy ?? null])
  const needed = new Set([...mentioned.matchAll(/"column":(\d+)/g)].map(([, number]) => Number(number)))
  if (typeof spec.groupBy === 'number') needed.add(spec.groupBy)
  for (const { number } of board.columns())
    if (needed.has(number) || !hidden.has(number)) addInputs(board, number, needed)
  const lanes = new Set<string>()
  for (const { number, fields, lanes: own } of board.columns()) {
    if (!needed.has(number) && (hidden.has(number) || fields['deletedAt'] !== undefined)) continue
    for (const lane of own) lanes.add(lane.key)
  }
  return lanes
}

/** What a column follows from is shown with it. */
function addInputs(board: BoardState, column: number, needed: Set<number>): void {
  for (const input of board.derivedFrom(column) ?? []) {
    for (const number of inputColumns(input, board.boardId)) {
      if (needed.has(number)) continue
      needed.add(number)
      addInputs(board, number, needed)
    }
  }
}

function inRequests(lanes: readonly string[]): string[][] {
  const requests: string[][] = []
  for (let at = 0; at < lanes.length; at += lanesPerRequest) requests.push(lanes.slice(at, at + lanesPerRequest))
  return requests
}
