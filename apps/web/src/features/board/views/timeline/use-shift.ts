import type { BoardColumn, Json } from '@fulcrum/domain'
import { maxCellsPerChange } from '@fulcrum/domain'
import {
  daySpan,
  shiftPlan,
  withMoved,
  workSpan,
  type DaySpan,
  type Shift,
  type ShiftMode,
} from '@fulcrum/domain/schedule'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { cellCommand } from '../../../../shell/cell-command.ts'
import { lanesOf } from '../../../../shell/lateness.ts'
import { chunks } from '../../actions/chunks.ts'
import type { Step } from '../../actions/runner.ts'
import { useScene } from '../../scene.tsx'
import { cellsFor } from '../calendar/spans.ts'
import type { TimelineColumns } from './chosen-columns.ts'
import type { BoardPlan } from './read-plan.ts'

/** What can be done to bars. */
export interface Shifter {
  /** What would happen. */
  readonly preview: (row: number, to: DaySpan) => Shift
  /** Where an item is, moved a moment ago or not; undefined without days. */
  readonly spanOf: (row: number) => DaySpan | undefined
  /** Moves an item and what follows from it, as one piece of work; says what happened. */
  readonly move: (row: number, to: DaySpan) => Shift
  /** An item so many working days later, as long as it was. */
  readonly later: (span: DaySpan, by: number) => DaySpan
  /** An item that begins on a day, or on the first working day behind it, as long as it was. */
  readonly startingOn: (span: DaySpan, day: number) => DaySpan
  /** An item that ends so many working days later; it never ends before it starts. */
  readonly longer: (span: DaySpan, by: number) => DaySpan
}

/** The moves of a plan's items under one of the modes; null where there is none yet. */
export function useShift(board: BoardPlan | null, columns: TimelineColumns, mode: ShiftMode): Shifter | null {
  const { state, runner, own, model, boardId } = useScene()
  return useMemo(() => {
    const { spans } = columns
    if (board === null || spans === undefined || model === null) return null
    // Keys come faster than a plan is read anew: until then it goes along.
    const standing = { plan: board.plan }
    const { calendar } = board.plan
    const preview = (row: number, to: DaySpan): Shift => shiftPlan(standing.plan, new Map([[row, to]]), mode)
    return {
      preview,
      spanOf: (row) => standing.plan.items.get(row),
      move: (row, to) => {
        const shift = preview(row, to)
        const cells = new Map<BoardColumn, { rows: number[]; values: Json[] }>()
        const reader = lanesOf(state)
        for (const [each, days] of shift.changes) {
          const wanted = cellsFor(spans, reader, each, days)
          if (wanted === null) {
            runner.refuse(t('A day there is not one that these columns can hold.'))
            return shift
          }
          for (const { column, value } of wanted) {
            const entry = cells.get(column) ?? { rows: [], values: [] }
            entry.rows.push(each)
            entry.values.push(value)
            cells.set(column, entry)
          }
        }
        const steps = [...cells].flatMap(([column, { rows, values }]): Step[] =>
          chunks(
            rows.map((each, at) => ({ ref: model.refOf(model.ids.idOf(each)) ?? each, value: values[at] ?? null })),
            maxCellsPerChange,
          ).map((part) =>
            cellCommand(
              boardId,
              column,
              column.number,
              part.map(({ ref }) => ref),
              part.map(({ value }) => value),
            ),
          ),
        )
        if (steps.length === 0) return shift
        standing.plan = withMoved(standing.plan, shift.changes)
        own.rows([...shift.changes.keys()].map((each) => model.ids.idOf(each)))
        const work = runner.all(steps)
        if (shift.changes.size > 1)
          runner.say(
            t('Moved {count, plural, one {# item} other {# items}}', { count: shift.changes.size }),
            work,
            'gantt',
          )
        return shift
      },
      later: (span, by) => {
        const { first, last } = workSpan(span, calendar)
        return daySpan({ first: first + by, last: last + by }, calendar)
      },
      startingOn: (span, day) => {
        if (day === span.start) return span
        const { first, last } = workSpan(span, calendar)
        const to = calendar.numberOf(day)
        return daySpan({ first: to, last: to + last - first }, calendar)
      },
      longer: (span, by) => {
        const { last } = workSpan(span, calendar)
        return { start: span.start, end: Math.max(span.start, calendar.dayAt(last + by)) }
      },
    }
  }, [board, columns, mode, state, runner, own, model, boardId])
}
