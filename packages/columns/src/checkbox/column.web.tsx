import { Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { PlainSummary, Figure } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, true>) {
  const checked = value === true
  return (
    <span
      className="fc-tick"
      role="img"
      aria-label={checked ? t('Ticked') : t('Not ticked')}
      data-on={checked || undefined}
    >
      {checked && <Icon name="check" size={12} />}
    </span>
  )
}

function Summary(props: SummaryProps<Settings>) {
  const { aggregate, result } = props
  if (aggregate !== 'share') return <PlainSummary {...props} />
  if (result === null || typeof result === 'number') return null
  const all = result.reduce((sum, { count }) => sum + count, 0)
  const ticked = result.find(({ value }) => value === true)?.count ?? 0
  return all === 0 ? null : <Figure aggregate={aggregate} text={t('{ticked} of {all}', { ticked, all })} />
}

/** How a box to tick looks. */
export const checkboxView = defineColumnView({
  id: 'checkbox',
  icon: 'checkbox',
  width: 80,
  align: 'center',
  editor: 'toggle',
  Cell,
  toggle: (value: true | null): true | null => (value === true ? null : true),
  Summary,
})
