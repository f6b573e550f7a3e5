import type { ViewContext } from '@fulcrum/columns/web'
import type { DaySpan, PlannedLink } from '@fulcrum/domain/schedule'
import { t } from '@fulcrum/ui/messages'
import { farSight, farWords } from './far-words.ts'
import { isFarBroken, linksHere, type BoardPlan } from './read-plan.ts'

interface Told {
  /** The links that are broken as things stand. */
  readonly lasting: ReadonlySet<PlannedLink>
  readonly context: ViewContext
  readonly days: (span: DaySpan) => string
  readonly titleOf: (row: number) => string
  readonly critical: boolean
}

/** What more there is to say of an item: what it waits for, whether it begins too early for that, and whether it is critical. */
export function rowNote(
  row: number,
  { plan, far }: BoardPlan,
  { lasting, context, days, titleOf, critical }: Told,
): string {
  const here = linksHere(plan, row)
  const isBroken = isFarBroken(lasting, row)
  const elsewhere = (far.get(row) ?? []).flatMap((wait) => {
    const sight = farSight(wait, context)
    return sight === null ? [] : farWords(wait, sight, { days, broken: isBroken(wait) })
  })
  const parts = [
    here.length === 0
      ? null
      : t('waits for {waitsFor}', { waitsFor: here.map(({ from }) => titleOf(from)).join(', ') }),
    here.some((link) => lasting.has(link)) ? t('begins too early for that') : null,
    ...elsewhere,
    critical ? t('on the critical path') : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
