import { scopeOf } from '@fulcrum/domain'
import { timeOffOf, type TimeOff } from '@fulcrum/domain/workload'
import { useMe } from '../account-context.tsx'
import { useScope } from '../use-scope.ts'
import { useViewContext } from '../view-context.tsx'
import { useClient } from '../world.tsx'

/** When one is away, and what says so. */
interface OwnTimesOff {
  /** Those that are not over, the earliest first. */
  readonly off: readonly TimeOff[]
  /** False where it was refused. */
  readonly add: (said: Omit<TimeOff, 'id'>) => Promise<boolean>
  readonly remove: (off: TimeOff) => void
}

export function useOwnTimesOff(): OwnTimesOff {
  const client = useClient()
  const me = useMe().id
  const { today } = useViewContext()
  const fields = useScope(scopeOf('account', client.accountId))?.state?.record('member', me)
  const put = (off: TimeOff) => client.run('member.addTimeOff', { ...off, id: me, away: off.id })
  const take = (off: TimeOff) => client.run('member.removeTimeOff', { id: me, away: off.id })
  return {
    off: timeOffOf(fields ?? {}).filter(({ to }) => to >= today),
    add: async (said) => (await put({ ...said, id: client.newId() }).done).ok,
    remove: (off) => void take(off),
  }
}
