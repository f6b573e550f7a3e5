import type { LoggedChange } from '../change.ts'
import type { Found, ReasonContext } from './reason.ts'
import { notificationReasons } from './reasons/all.ts'

/** Somebody whom something concerns, with the nearest reason. */
export interface Concern extends Found {
  readonly reason: string
}

/**
 * Whom a change concerns, each once an item, by the nearest reason. Nobody is told of their own doing, of what was imported, of
 * history, nor of what is only taken back or done again.
 */
export function concernsOf(change: LoggedChange, context: ReasonContext): readonly Concern[] {
  if (change.historic === true || change.cause.kind !== 'person') return []
  const found = notificationReasons.flatMap(({ id, find }) =>
    (find?.(change, context) ?? []).map((each) => ({ ...each, reason: id })),
  )
  return eachOnce(found.filter(({ member }) => member !== change.actor))
}

/** Whom some days concern on a board, each once an item. */
export function concernsOfDays(
  board: ReasonContext['board'],
  days: { readonly after: number; readonly today: number },
): readonly Concern[] {
  return eachOnce(
    notificationReasons.flatMap(({ id, findOnDays }) =>
      (findOnDays?.(board, days) ?? []).map((each) => ({ ...each, reason: id })),
    ),
  )
}

function eachOnce(found: readonly Concern[]): readonly Concern[] {
  const first = new Map<string, Concern>()
  for (const each of found) {
    const key = `${each.member} ${each.item ?? ''}`
    if (!first.has(key)) first.set(key, each)
  }
  return [...first.values()]
}
