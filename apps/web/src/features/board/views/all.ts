import { t } from '@fulcrum/ui/messages'
import { form } from './form/form.ts'
import { calendar } from './calendar/calendar.ts'
import { cards } from './cards/cards.ts'
import { chart } from './chart/chart.ts'
import { kanban } from './kanban/kanban.ts'
import { timeline } from './timeline/timeline.ts'
import { workload } from './workload/workload.ts'
import type { BoardViewKind } from './view-kind.ts'

/** The kinds of views beside the table, in the order in which people choose one. */
export const viewBodies: readonly BoardViewKind[] = [kanban, cards, timeline, calendar, workload, chart, form]

/** The table, which the page itself draws. */
export const tableKind = {
  id: 'table',
  icon: 'board',
  keepsEmpty: false,
  tools: { group: t('Group'), sort: true, hidden: true },
} as const

/** The kind of that name. What this build does not know is shown as a table. */
export function viewBody(id: string): BoardViewKind | typeof tableKind {
  return viewBodies.find((kind) => kind.id === id) ?? tableKind
}
