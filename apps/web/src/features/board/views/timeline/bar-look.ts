import type { BoardColumn, BoardState } from '@fulcrum/domain'
import { stageOf } from '@fulcrum/domain'
import type { DaySpan } from '@fulcrum/domain/schedule'
import type { LabelColour } from '@fulcrum/ui'
import type { RowReader } from '../../model/row-reader.ts'
import { lookOf } from '../calendar/item-look.ts'
import { defaultLane, type TimelineColumns } from './chosen-columns.ts'

/** What a bar says of its item beside title and days. */
export interface BarLook {
  readonly colour: LabelColour
  readonly status: string | null
  readonly late: boolean
  readonly milestone: boolean
  /** 0 to 1; null where nothing says so. */
  readonly progress: number | null
}

interface Board {
  readonly state: BoardState
  readonly reader: RowReader
  readonly columns: readonly BoardColumn[]
  readonly today: number
}

/** How an item looks on a timeline. Late: its last day has gone by, and it is neither done nor given up. */
export function barLook(board: Board, row: number, span: DaySpan, chosen: TimelineColumns): BarLook {
  const { state, reader, columns, today } = board
  const { spans, milestone, singleDays, status } = chosen
  const stage = stageOf(state, row, status)
  const over = stage === 'done' || stage === 'canceled'
  const look = spans && lookOf(reader, row, { spans, colour: status, columns, today })
  const lane = milestone && defaultLane(milestone)
  return {
    colour: look?.colour ?? 'grey',
    status: look?.label ?? null,
    late: !over && span.end < today,
    milestone: lane === undefined ? singleDays && span.start === span.end : reader.lane(row, lane.key) === true,
    progress: progressOf(board, row, chosen, stage === 'done'),
  }
}

function progressOf({ state, reader }: Board, row: number, chosen: TimelineColumns, done: boolean): number | null {
  const { progress, ofSubItems, status } = chosen
  const lane = progress && defaultLane(progress)
  if (lane !== undefined) {
    const percent = reader.lane(row, lane.key)
    return typeof percent === 'number' ? Math.max(0, Math.min(1, percent / 100)) : null
  }
  if (!ofSubItems) return null
  if (done) return 1
  let [all, over] = [0, 0]
  for (const child of state.children(row)) {
    if (!state.isLive(child)) continue
    const stage = stageOf(state, child, status)
    if (stage === 'canceled') continue
    all += 1
    if (stage === 'done') over += 1
  }
  return all === 0 ? null : over / all
}
