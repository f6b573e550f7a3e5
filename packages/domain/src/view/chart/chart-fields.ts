import type { LaneType, PivotAxis } from '@fulcrum/columnar'
import { stageColumn } from '../../connection/stage.ts'
import { boardGroups, viewField, viewFields } from '../fields.ts'
import type { ViewBoard, ViewField } from '../fields.ts'
import type { ChartMeasure, ChartStep } from '../kinds/chart.ts'
import { dayReader, stepStart } from './day-steps.ts'

type Hidden = ReadonlySet<number> | undefined

/** Everything that a chart can part items by, in the order in which it is offered. */
export function chartFields(board: ViewBoard, hidden?: Hidden): ViewField[] {
  const stamps = (['createdAt', 'updatedAt'] as const).flatMap((column) => viewField(board, column) ?? [])
  return [...viewFields(board, hidden).filter(({ group }) => group !== undefined), boardGroups(board), ...stamps]
}

/** The columns of numbers that a chart can compute with. */
export function chartNumbers(board: ViewBoard, hidden?: Hidden): ViewField[] {
  return viewFields(board, hidden).filter(({ aggregates }) => aggregates.includes('sum') || aggregates.includes('mean'))
}

/** What a column of numbers can be made to. */
export function measuresOf(field: ViewField): readonly ChartMeasure[] {
  return (['sum', 'mean', 'median', 'min', 'max'] as const).filter((measure) => field.aggregates.includes(measure))
}

/** By what a chart parts the items where nobody chose: how far they are, else the first column with labels, else the groups. */
export function firstChartField(board: ViewBoard, hidden?: Hidden): ViewField {
  const fields = viewFields(board, hidden).filter(({ group }) => group?.order !== undefined)
  const stage = stageColumn(board)
  return fields.find(({ source }) => source !== undefined && source.id === stage?.id) ?? fields[0] ?? boardGroups(board)
}

/** `days` of the calendar, moments in time that are told by their days, or neither. */
export function dayTypeOf(field: ViewField): 'day' | 'instant' | null {
  const type = laneOf(field)?.type
  return type === 'day' || type === 'instant' ? type : null
}

/** How a chart tells days and weeks. */
export interface ChartDays {
  readonly timeZone: string
  /** On which weekday weeks begin; Sunday is 0. */
  readonly weekStart: number
}

/** Parts items by a field; days by the step that they are in. */
export function chartAxis(field: ViewField, step: ChartStep, { timeZone, weekStart }: ChartDays): PivotAxis {
  const { key = 'group' } = laneOf(field) ?? {}
  const axis = {
    lane: key,
    ...(field.group?.order && { order: field.group.order }),
    ...(field.reason !== undefined && { reason: field.reason }),
  }
  const type = dayTypeOf(field)
  if (type === null) return axis
  const dayOf = type === 'day' ? (value: number) => value : dayReader(timeZone)
  return { ...axis, part: (value) => (typeof value === 'number' ? stepStart(dayOf(value), step, weekStart) : value) }
}

function laneOf(field: ViewField): { readonly key: string; readonly type: LaneType } | undefined {
  const { group, source, column } = field
  if (group === undefined) return typeof column === 'string' ? field.lane(column) : undefined
  return source ? source.lanes.find(({ key }) => key === group.lane) : field.lane(group.lane)
}
