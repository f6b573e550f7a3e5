import { stages } from '@fulcrum/domain'
import type { HomeAnswer, HomeItem } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

/** By what all of the reader's work is parted. */
export type WorkOrder = 'date' | 'board' | 'stage'

/** What of it is left out. */
export interface WorkFilter {
  /** Words of the title or the key, all of them. */
  readonly find: string
  /** Boards by their ids; of none, all. */
  readonly boards: readonly string[]
  readonly hideDone: boolean
}

/** A line of the list: a heading with how many items follow, or an item. */
export type WorkLine =
  | { readonly id: string; readonly title: string; readonly count: number }
  | { readonly id: string; readonly item: HomeItem }

interface Days {
  readonly today: number
  /** The day on which weeks of the reader begin: 0 is a Sunday. */
  readonly weekStart: number
}

type Part = readonly [id: string, title: string]

const dateParts: readonly Part[] = [
  ['late', t('Late')],
  ['today', t('Today')],
  ['this-week', t('This week')],
  ['next-week', t('Next week')],
  ['later', t('Later')],
  ['no-date', t('No date')],
  ['done', t('Done')],
]

const stageTitles: { readonly [stage in (typeof stages)[number]]: string } = {
  backlog: t('Backlog'),
  todo: t('To do'),
  doing: t('In progress'),
  review: t('In review'),
  done: t('Done'),
  canceled: t('Canceled'),
}

/** What is worked on stands first, what is finished last. */
const stageParts: readonly Part[] = [
  ...(['doing', 'review', 'todo', 'backlog'] as const).map((stage): Part => [stage, stageTitles[stage]]),
  ['no-stage', t('No status')],
  ...(['done', 'canceled'] as const).map((stage): Part => [stage, stageTitles[stage]]),
]

/** Whether an item is work no more. */
export function isFinishedItem({ stage }: Pick<HomeItem, 'stage'>): boolean {
  return stage === 'done' || stage === 'canceled'
}

/** The reader's items that a filter lets through. */
export function filteredItems(items: readonly HomeItem[], { find, boards, hideDone }: WorkFilter): HomeItem[] {
  const words = find.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const chosen = new Set(boards)
  return items.filter((item) => {
    if (hideDone && isFinishedItem(item)) return false
    if (chosen.size > 0 && !chosen.has(item.board)) return false
    const text = `${item.key} ${item.title}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/**
 * Items under their headings, in one list: by when they are due, by board or by how far they are. Each item stands once; within
 * a heading what is due earlier comes first, what was changed later before the rest. Headings without an item are left out.
 */
export function workLines(
  items: readonly HomeItem[],
  order: WorkOrder,
  { boards, days }: { readonly boards: HomeAnswer['boards']; readonly days: Days },
): WorkLine[] {
  const { parts, partOf } = partsBy(order, boards, days)
  const own = new Map<string, HomeItem[]>()
  for (const item of items) {
    const id = partOf(item)
    const there = own.get(id)
    if (there === undefined) own.set(id, [item])
    else there.push(item)
  }
  return parts.flatMap(([id, title]): WorkLine[] => {
    const there = own.get(id) ?? []
    if (there.length === 0) return []
    const lines = there.toSorted(sooner).map((item): WorkLine => ({ id: item.id, item }))
    return [{ id: `head-${id}`, title, count: there.length }, ...lines]
  })
}

function partsBy(
  order: WorkOrder,
  boards: HomeAnswer['boards'],
  days: Days,
): { readonly parts: readonly Part[]; readonly partOf: (item: HomeItem) => string } {
  if (order === 'stage') return { parts: stageParts, partOf: ({ stage }) => stage ?? 'no-stage' }
  if (order === 'date') return { parts: dateParts, partOf: (item) => datePart(item, days) }
  const byName = boards.toSorted((left, right) => left.name.localeCompare(right.name))
  return { parts: byName.map(({ id, name }): Part => [id, name]), partOf: ({ board }) => board }
}

function datePart(item: HomeItem, { today, weekStart }: Days): string {
  const { day } = item
  if (isFinishedItem(item)) return 'done'
  if (day === null) return 'no-date'
  if (day < today) return 'late'
  if (day === today) return 'today'
  // Day 0 is a Thursday.
  const weekday = (today + 4) % 7
  const lastOfWeek = today + 6 - ((weekday - weekStart + 7) % 7)
  if (day <= lastOfWeek) return 'this-week'
  return day <= lastOfWeek + 7 ? 'next-week' : 'later'
}

/** What is due earlier first, then what was changed later. */
function sooner(left: HomeItem, right: HomeItem): number {
  const [a, b] = [left.day ?? Infinity, right.day ?? Infinity]
  if (a !== b) return a - b
  return right.updatedAt - left.updatedAt || left.row - right.row
}
