import { minuteToText, shownMinute } from '../shared/days.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

function Cell({ value, context }: CellProps<Settings, number>) {
  if (value === null) return null
  return (
    <time className="fc-num fu-truncate" dateTime={minuteToText(value)}>
      {shownMinute(value, context.locale)}
    </time>
  )
}

const { Editor, preload } = lazyEditor<Settings, number>(() =>
  import('./editor.web.tsx').then((part) => part.HourEditor),
)

function Summary(props: SummaryProps<Settings>) {
  const { aggregate, result, context } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  return <Figure aggregate={aggregate} text={`${word}${shownMinute(Math.round(result), context.locale)}`} />
}

const words: Readonly<Record<string, string>> = { median: '~ ', min: 'from ', max: 'to ' }

/** How a time of day looks. */
export const hourView = defineColumnView({
  id: 'hour',
  icon: 'clock',
  width: 88,
  align: 'end',
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary,
})
