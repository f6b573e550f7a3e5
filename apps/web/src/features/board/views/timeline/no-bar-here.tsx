import type { DayColumns } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../../scene.tsx'

interface NoBarHereProps {
  readonly days: DayColumns
  /** Leads to the next bar. */
  readonly onShow: () => void
  /** The days of the first bar come into sight. */
  readonly onOnly: () => void
}

/** The rows in sight have no days, though others do: a way to these, and one to see only what has days. */
export function NoBarHere({ days, onShow, onOnly }: NoBarHereProps) {
  const { spec, setSpec } = useScene()
  const onlyDated = (): void => {
    const named = [days.date, ...(days.end === undefined ? [] : [days.end])].map(({ number }) => ({
      column: number,
      operator: 'is-not-empty',
    }))
    const [first] = named
    if (first === undefined) return
    onOnly()
    const dated = named.length === 1 ? first : { or: named }
    setSpec({ ...spec, filter: spec.filter ? { and: [spec.filter, dated] } : dated })
  }
  return (
    <div className="ft-hint ft-hint-ways">
      <span>{t('The items in sight have no dates.')}</span>
      <Button size="small" onClick={onShow}>
        {t('Show the next bar')}
      </Button>
      <Button size="small" variant="primary" icon="filter" onClick={onlyDated}>
        {t('Only items with dates')}
      </Button>
    </div>
  )
}
