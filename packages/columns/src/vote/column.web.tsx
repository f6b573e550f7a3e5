import '../shared/columns.css'
import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { personOf } from '../shared/people.web.ts'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

function Cell({ value, context }: CellProps<Settings, readonly string[]>) {
  const voters = value ?? []
  const own = context.me !== undefined && voters.includes(context.me)
  const names = voters.map((id) => (id === context.me ? 'you' : personOf(id, context).name)).join(', ')
  const words =
    voters.length === 0
      ? t('No votes')
      : t('{count, plural, one {# vote} other {# votes}}: {names}', { count: voters.length, names })
  return (
    <span className="fc-vote" role="img" aria-label={words} title={words} data-on={own || undefined}>
      <Icon name="vote" size={14} />
      <span className="fc-num" aria-hidden>
        {voters.length === 0 ? '' : voters.length}
      </span>
    </span>
  )
}

/** How votes look: an arrow that is filled where the reader is for it, and the number. */
export const voteView = defineColumnView({
  id: 'vote',
  icon: 'vote',
  width: 76,
  align: 'center',
  editor: 'toggle',
  Cell,
  toggle: (value: readonly string[] | null, _settings: Settings, me: string | undefined): readonly string[] | null => {
    if (me === undefined) return value
    const others = (value ?? []).filter((id) => id !== me)
    const next = others.length === (value ?? []).length ? [...others, me] : others
    return next.length === 0 ? null : next
  },
  togglesSelf: true,
  Summary: PlainSummary,
})
