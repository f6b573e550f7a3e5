import * as z from 'zod/mini'
import { DomainError } from '../../errors.ts'
import type { BoardViewSpec } from '../spec.ts'
import { chartView } from './chart.ts'
import { calendarView } from './calendar.ts'
import { cardsView } from './cards.ts'
import { formView } from './form.ts'
import { kanbanView } from './kanban.ts'
import type { ViewKind } from './kind.ts'
import { tableView } from './table.ts'
import { timelineView } from './timeline.ts'
import { workloadView } from './workload.ts'

/** Every way to look at a board, in the order in which people choose one. */
export const viewKinds = [
  tableView,
  kanbanView,
  cardsView,
  timelineView,
  calendarView,
  workloadView,
  chartView,
  formView,
] as const

/** The name of one of them. */
export const viewKindId = z.enum(viewKinds.map(({ id }) => id))

/** The kind of that name; undefined for one that this build does not know. */
export function viewKind(id: unknown): ViewKind | undefined {
  // @NOTE settings go in and out as JSON: each kind reads its own by its schema.
  return viewKinds.find((kind) => kind.id === id) as ViewKind | undefined
}

/** Refuses settings that the kind does not know. */
export function checkSettings(kind: ViewKind, spec: BoardViewSpec | undefined): void {
  const { settings } = spec ?? {}
  if (settings === undefined) return
  const { error } = kind.settings.safeParse(settings)
  const issue = error?.issues[0]
  if (issue === undefined) return
  const field = ['spec', 'settings', ...issue.path].join('.')
  throw new DomainError('invalid', `A ${kind.label} view has no such setting: ${issue.message}`, { field })
}
