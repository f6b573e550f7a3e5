import type { Cause, LoggedChange } from '../change.ts'
import type { ScopeReader } from '../state.ts'
import type { DocReasonContext, Found, NamedInText, NotificationReason, ReasonContext } from './reason.ts'
import { notificationReasons } from './reasons/all.ts'

/** Somebody whom something concerns, with the nearest reason. */
export interface Concern extends Found {
  readonly reason: string
}

/**
 * Whom a change of a board or of a thread concerns, each once an item, by the nearest reason: one that a person made, or an answer to
 * a form. Nobody is told of their own doing, of what was imported, of history, nor of what is only taken back or done again.
 */
export function concernsOf(change: LoggedChange, context: ReasonContext): readonly Concern[] {
  return concerned(change, ({ find }) => find?.(change, context))
}

/** The same of a change of a doc: each once. */
export function concernsInDoc(change: LoggedChange, context: DocReasonContext): readonly Concern[] {
  return concerned(change, ({ findInDoc }) => findInDoc?.(change, context))
}

/** Whom a name in the text of a doc concerns, each once. Nobody is told of having named themselves. */
export function concernsInText(named: NamedInText, account: ScopeReader): readonly Concern[] {
  const found = notificationReasons.flatMap(({ id, findInText }) =>
    (findInText?.(named, account) ?? []).map((each) => ({ ...each, reason: id })),
  )
  return eachOnce(found.filter(({ member }) => member !== named.by))
}

/** Of what came about so, people are told. */
const tellingCauses: readonly Cause['kind'][] = ['person', 'form']

function concerned(
  change: LoggedChange,
  find: (reason: NotificationReason) => readonly Found[] | undefined,
): readonly Concern[] {
  if (change.historic === true || !tellingCauses.includes(change.cause.kind)) return []
  const found = notificationReasons.flatMap((reason) =>
    (find(reason) ?? []).map((each) => ({ ...each, reason: reason.id })),
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
    const key = `${each.member} ${each.about.id}`
    if (!first.has(key)) first.set(key, each)
  }
  return [...first.values()]
}
