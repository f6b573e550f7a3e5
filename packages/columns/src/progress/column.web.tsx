import './progress.css'
import { ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { ProblemText } from '../shared/problem.web.tsx'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { progressWords, rounded } from './column.ts'
import type { Progress, ProgressSettings } from './column.ts'

function Cell({ value, settings }: CellProps<ProgressSettings, Progress>) {
  if (value === null) return null
  if ('problem' in value) return <ProblemText text={progressWords[value.problem]} />
  const { percent, done, of } = value
  const shown = `${rounded(percent)} %`
  const counted =
    settings.from === 'stages'
      ? t('{done} of {of} done', { done, of })
      : t('{done} of {of} at the full number', { done, of })
  return (
    <span className="fc-progress" title={`${shown}: ${counted}`}>
      <ProgressBar value={percent / 100} label={`${shown}, ${counted}`} />
      <span className="fc-num">{shown}</span>
    </span>
  )
}

function Summary(props: SummaryProps<ProgressSettings>) {
  const { aggregate, result } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  if (aggregate === 'sum') return <Figure aggregate={aggregate} text={t('{result} done', { result })} />
  return <Figure aggregate={aggregate} text={`${word}${rounded(result)} %`} />
}

const words: Readonly<Record<string, string>> = { mean: '⌀ ', median: '~ ', min: '≥ ', max: '≤ ', sum: '' }

const form = lazyPart<SettingsProps<ProgressSettings>>(() => import('./form.web.tsx').then((part) => part.ProgressForm))

function Settings(props: SettingsProps<ProgressSettings>) {
  return <Lazy part={form} props={props} />
}

/** How progress looks: a bar, and the share in figures. */
export const progressView = defineColumnView({
  id: 'progress',
  icon: 'sliders',
  width: 150,
  editor: 'none',
  Cell,
  preload: form.load,
  Settings,
  setUpFirst: true,
  Summary,
})
