import { reasonOf } from '@fulcrum/columnar'
import type { AggregateSpec, GroupKey } from '@fulcrum/columnar'
import { hasLabels, labelOf } from '@fulcrum/columns'
import { shownGroups } from '@fulcrum/domain'
import type { BoardColumn, BoardView, FormatContext, Json, ViewField } from '@fulcrum/domain'
import type { LabelColour } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { fieldTitle } from './field-title.ts'
import type { BoardRecords } from './records.ts'

/** One section of the table: a group of the board, or the items that have one value in a column. */
export interface SectionInfo {
  readonly id: string
  readonly key: GroupKey
  readonly title: string
  readonly colour?: LabelColour
  /** Set where the section is a group of the board. */
  readonly groupId?: string
}

/**
 * The sections in order. Groups of the board without a row are shown while nothing narrows the view: one can add to them.
 */
export function sectionInfos(
  records: BoardRecords,
  view: BoardView,
  occurring: readonly { readonly key: GroupKey }[],
  narrowed: boolean,
  context: FormatContext,
): SectionInfo[] {
  const shown = shownGroups({ ...view, keepsEmptyGroups: view.keepsEmptyGroups && !narrowed }, occurring)
  if (view.groupBy.column === 'group') {
    const groups = new Map(records.groups.map((group) => [group.number as GroupKey, group]))
    return shown.flatMap((key) => {
      const group = groups.get(key)
      return group === undefined
        ? []
        : [{ id: group.id, key, title: group.title, colour: group.colour, groupId: group.id }]
    })
  }
  return shown.map((key) => ({ id: `value:${String(key)}`, key, ...sectionTitle(view.groupBy, key, context) }))
}

/** What stands above the items that have this value of a field. */
export function sectionTitle(
  field: ViewField,
  key: GroupKey,
  context: FormatContext,
): { readonly title: string; readonly colour?: LabelColour } {
  const column = field.source
  if (column === undefined || key === null)
    return { title: t('No {title}', { title: fieldTitle(field).toLocaleLowerCase('en') }) }
  const { kind, settings } = column
  const reason = reasonOf(key)
  const value =
    reason === null ? valueOfKey(column, key) : kind.fromLanes((name) => (name === 'problem' ? reason : null), settings)
  if (value === null) return { title: reason ?? String(key) }
  const title = (kind.display ?? kind.format)(value, settings, context)
  const number = labelOfKey(key)
  const label = hasLabels(settings) && number !== null ? labelOf(settings, number) : undefined
  return label === undefined ? { title } : { title, colour: label.colour }
}

/** The label for which a group stands, also where cells hold several and these hold it alone; null for any other group. */
export function labelOfKey(key: GroupKey): number | null {
  if (typeof key === 'number') return key
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : null
}

/** The value that all items of a group have, as a cell holds it; null where their cells have none. */
export function valueOfKey({ kind, settings, lanes }: BoardColumn, key: GroupKey): Json {
  const grouped = kind.group?.lane
  const type = lanes.find(({ name }) => name === grouped)?.type
  if (grouped === undefined || key === null || reasonOf(key) !== null) return null
  const lane =
    type === 'refSet' ? String(key).split(',') : type === 'optionSet' ? String(key).split(',').map(Number) : key
  return kind.fromLanes((name) => (name === grouped ? lane : null), settings)
}

/** The aggregates that say from when to when the items of a section go, of the columns that mean start and due. */
export function rangeAggregates(columns: readonly BoardColumn[]): readonly AggregateSpec[] | null {
  const withRole = (role: string) => columns.find(({ fields }) => fields['role'] === role)
  const due = withRole('due')
  const start = withRole('start') ?? due
  const first = start && aggregateLane(start, 'earliest')
  const last = (due ?? start) && aggregateLane((due ?? start) as BoardColumn, 'latest')
  return first === undefined || last === undefined
    ? null
    : [
        { lane: first, kind: 'earliest' },
        { lane: last, kind: 'latest' },
      ]
}

function aggregateLane({ kind, lanes }: BoardColumn, aggregate: 'earliest' | 'latest'): string | undefined {
  if (!kind.aggregates.includes(aggregate)) return undefined
  const name = kind.aggregateLanes?.[aggregate] ?? kind.defaultLane
  return lanes.find((lane) => lane.name === name && lane.type === 'day')?.key
}
