import type { BoardColumn } from '@fulcrum/domain'

/** The columns whose cells a card shows, by where they stand on it. */
export interface CardFields {
  /** Under the title. */
  readonly labels: readonly BoardColumn[]
  /** At the end of the last line: short, as numbers and faces are. */
  readonly ends: readonly BoardColumn[]
}

/** What stands at the end of the last line. */
const shortRoles: readonly unknown[] = ['estimate', 'owner']

/** What a card shows where nobody chose, by what it means. */
const chosenRoles: readonly unknown[] = ['type', 'priority', 'due', 'estimate', 'owner']

/**
 * What the cards of a view show: the chosen columns in their order; without a choice those that say of what sort, how
 * urgent, how large, until when and whose, and what `also` means. What the cards stand in anyway is not said again.
 */
export function cardFields(
  columns: readonly BoardColumn[],
  chosen: readonly number[] | undefined,
  around: readonly (number | undefined)[],
  also: readonly string[] = [],
): CardFields {
  const roles: readonly unknown[] = [...also, ...chosenRoles]
  const shown =
    chosen === undefined
      ? columns.filter(({ fields, number }) => roles.includes(fields['role']) && !around.includes(number))
      : chosen.flatMap((number) => columns.find((column) => column.number === number) ?? [])
  const isShort = ({ fields }: BoardColumn): boolean => shortRoles.includes(fields['role'])
  const byPlace = (left: BoardColumn, right: BoardColumn): number =>
    shortRoles.indexOf(left.fields['role']) - shortRoles.indexOf(right.fields['role'])
  return { labels: shown.filter((column) => !isShort(column)), ends: shown.filter(isShort).toSorted(byPlace) }
}
