import type { HomeAnswer, HomeItem } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

/** Items under one heading. */
export interface HomeSection {
  readonly id: string
  readonly title: string
  readonly items: readonly HomeItem[]
}

const done: ReadonlySet<string | null> = new Set(['done', 'canceled'])
const started: ReadonlySet<string | null> = new Set(['doing', 'review'])

type Place = 'late' | 'today' | 'soon' | 'started' | 'waiting' | 'later'

const places: readonly (readonly [Place, string])[] = [
  ['late', t('Late')],
  ['today', t('Due today')],
  ['soon', t('Next 7 days')],
  ['started', t('In progress')],
  ['waiting', t('Waiting for me')],
  ['later', t('Later')],
]

/** What is still to do by when it is due, each item once; what has no date by whether it was started. */
export function byDate({ items, today }: Pick<HomeAnswer, 'items' | 'today'>): readonly HomeSection[] {
  const open = openItems(items)
  return places.flatMap(([id, title]) => {
    const own = open.filter((item) => placeOf(item, today) === id).sort(sooner)
    return own.length === 0 ? [] : [{ id, title, items: own }]
  })
}

/** What is still to do by its board. */
export function byBoard({ items, boards }: Pick<HomeAnswer, 'items' | 'boards'>): readonly HomeSection[] {
  const open = openItems(items)
  return boards
    .toSorted((left, right) => left.name.localeCompare(right.name))
    .flatMap(({ id, name }) => {
      const own = open.filter(({ board }) => board === id).sort(sooner)
      return own.length === 0 ? [] : [{ id, title: name, items: own }]
    })
}

function openItems(items: readonly HomeItem[]): readonly HomeItem[] {
  return items.filter(({ stage }) => !done.has(stage))
}

function placeOf({ day, stage }: HomeItem, today: number): Place {
  if (day === null) return started.has(stage) ? 'started' : 'waiting'
  if (day < today) return 'late'
  if (day === today) return 'today'
  return day <= today + 7 ? 'soon' : 'later'
}

/** What is due earlier first, then what was changed later. */
function sooner(left: HomeItem, right: HomeItem): number {
  return (left.day ?? Infinity) - (right.day ?? Infinity) || right.updatedAt - left.updatedAt || left.row - right.row
}
