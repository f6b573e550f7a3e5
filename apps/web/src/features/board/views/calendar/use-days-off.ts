import { accountDay, scopeOf } from '@fulcrum/domain'
import type { Holiday } from '@fulcrum/domain'
import { partsOf } from '@fulcrum/ui/date-picker'
import { useMemo } from 'react'
import { useClient } from '../../../../shell/client-context.tsx'
import { useScope } from '../../../../shell/use-scope.ts'

/** Why the account does not work on a day: the holiday's name, an empty text where there is none; null on a day of work. */
export type DayOff = (day: number) => string | null

/** The days without work that the account keeps. */
export function useDaysOff(): DayOff {
  const { accountId } = useClient()
  const fields = useScope(scopeOf('account', accountId))?.state?.record('account', accountId)
  return useMemo(() => {
    const { weekend } = accountDay(fields ?? {}, 0).workDays
    // @NOTE the command that sets them checks them.
    const listed = (fields?.['holidays'] ?? []) as readonly Holiday[]
    const holidays = new Map(listed.map((each) => (typeof each === 'number' ? [each, ''] : [each.day, each.name])))
    return (day) => {
      const holiday = holidays.get(day)
      if (holiday !== undefined) return holiday
      return weekend.includes(partsOf(day).weekday || 7) ? '' : null
    }
  }, [fields])
}
