import { scopeOf } from '@fulcrum/domain'
import { timeOffOf, type TimeOff } from '@fulcrum/domain/workload'
import { t } from '@fulcrum/ui/messages'
import { useMe } from '../account-context.tsx'
import { useScope } from '../use-scope.ts'
import { useViewContext } from '../view-context.tsx'
import { useWorld } from '../world.tsx'
import { timeOffWords } from './time-off-words.ts'

/** When one is away, and what says so. Each change says what it did and offers to take it back. */
interface OwnTimesOff {
  /** Those that are not over, the earliest first. */
  readonly off: readonly TimeOff[]
  /** False where it was refused. */
  readonly add: (said: Omit<TimeOff, 'id'>) => Promise<boolean>
  readonly remove: (off: TimeOff) => void
}

export function useOwnTimesOff(): OwnTimesOff {
  const { client, toasts } = useWorld()
  const me = useMe().id
  const { locale, today } = useViewContext()
  const fields = useScope(scopeOf('account', client.accountId))?.state?.record('member', me)
  const put = (off: TimeOff) => client.run('member.addTimeOff', { ...off, id: me, away: off.id })
  const take = (off: TimeOff) => client.run('member.removeTimeOff', { id: me, away: off.id })
  const say = (text: string, { id }: TimeOff, back: () => void): void => {
    toasts.show({ key: `timeOff:${id}`, text, icon: 'calendar', action: { title: t('Undo'), onSelect: back } })
  }
  return {
    off: timeOffOf(fields ?? {}).filter(({ to }) => to >= today),
    add: async (said) => {
      const off = { ...said, id: client.newId() }
      const { ok } = await put(off).done
      if (ok) say(t('Time off added: {days}.', { days: timeOffWords(off, locale) }), off, () => void take(off))
      return ok
    },
    remove: (off) =>
      void take(off).done.then(({ ok }) => {
        if (ok) say(t('Time off taken away: {days}.', { days: timeOffWords(off, locale) }), off, () => void put(off))
      }),
  }
}
