import { errorMeanings, errorText } from '@fulcrum/domain/formula-errors'
import { Icon } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { ProblemText } from '../shared/problem.web.tsx'
import { DaySummary, Figure, PlainSummary, ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import type { FormulaResult, FormulaSettings } from './column.ts'
import { shownValue } from './shown.ts'

function Cell({ value, settings, context }: CellProps<FormulaSettings, FormulaResult>) {
  if (value === null) return null
  if ('error' in value)
    return (
      <ProblemText
        text={`#${value.error}`}
        detail={told(value.message ?? errorMeanings[value.error])}
        title={errorText(value)}
      />
    )
  const shown = shownValue(value.value, settings, context)
  const { type } = settings
  if (type === 'boolean') {
    const yes = value.value === true
    return (
      <span className="fc-tick" role="img" aria-label={shown} data-on={yes || undefined}>
        {yes && <Icon name="check" size={12} />}
      </span>
    )
  }
  const figure = type === 'number' || type === 'duration'
  return (
    <span className={figure ? 'fc-num fu-truncate fc-formula-figure' : 'fu-truncate'} title={shown}>
      {shown}
    </span>
  )
}

function Summary(props: SummaryProps<FormulaSettings>) {
  const { aggregate, result, settings, context } = props
  if (settings.type === 'day') return <DaySummary {...props} />
  if (aggregate === 'share') {
    const words: Readonly<Record<string, string>> = { true: t('Yes'), false: t('No') }
    return (
      <ShareSummary
        {...props}
        words={(value) => ({ label: words[String(value)] ?? t('Empty'), colour: value === true ? 'green' : 'grey' })}
      />
    )
  }
  const counts = aggregate === 'filled' || aggregate === 'distinct'
  if (counts || typeof result !== 'number') return <PlainSummary {...props} />
  const places = typeof settings.precision === 'number' || Number.isInteger(result) ? {} : { precision: 1 }
  return (
    <Figure
      aggregate={aggregate}
      text={`${marks[aggregate] ?? ''}${shownValue(result, { ...settings, ...places }, context)}`}
    />
  )
}

const marks: Readonly<Record<string, string>> = {
  mean: '⌀ ',
  median: '~ ',
  min: '≥ ',
  max: '≤ ',
  latest: 'to ',
  earliest: 'from ',
}

const form = lazyPart<SettingsProps<FormulaSettings>>(() => import('./form.web.tsx').then((part) => part.FormulaForm))

function Settings(props: SettingsProps<FormulaSettings>) {
  return <Lazy part={form} props={props} />
}

/** How what was computed looks. */
export const formulaView = defineColumnView({
  id: 'formula',
  icon: 'code',
  width: 120,
  editor: 'none',
  Cell,
  preload: form.load,
  Settings,
  setUpFirst: true,
  Summary,
})
