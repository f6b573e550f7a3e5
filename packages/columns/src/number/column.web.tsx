import { ProgressBar } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { readerOf } from '../shared/kind-texts.web.ts'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { Figure, PlainSummary } from '../shared/summary.web.tsx'
import { TextInput } from '../shared/text-input.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import type { NumberSettings } from './column.ts'
import { shownNumber } from './numbers.ts'

function Cell({ value, settings, context }: CellProps<NumberSettings, number>) {
  if (value === null) return null
  const shown = shownNumber(value, settings, context.locale)
  const { bar, min = 0, max = 100 } = settings
  return (
    <>
      {bar === true && (
        <span className="fc-number-bar">
          <ProgressBar
            value={(value - min) / (max - min)}
            label={t('{shown} of {shownNumber}', { shown, shownNumber: shownNumber(max, settings, context.locale) })}
          />
        </span>
      )}
      <span className="fc-num fu-truncate" title={shown}>
        {shown}
      </span>
    </>
  )
}

function Editor(props: EditorProps<NumberSettings, number>) {
  const read = readerOf<number>(props.kind, props.settings, props.context)
  return <TextInput {...props} text={props.value === null ? '' : String(props.value)} read={read} marked numeric />
}

function Summary(props: SummaryProps<NumberSettings>) {
  const { aggregate, result, settings, context } = props
  const word = words[aggregate]
  if (word === undefined || typeof result !== 'number') return <PlainSummary {...props} />
  const places = { ...settings, precision: settings.precision ?? (Number.isInteger(result) ? 0 : 1) }
  return <Figure aggregate={aggregate} text={`${word}${shownNumber(result, places, context.locale)}`} />
}

const words: Readonly<Record<string, string>> = { sum: '', mean: '⌀ ', median: '~ ', min: '≥ ', max: '≤ ' }

const form = lazyPart<SettingsProps<NumberSettings>>(() => import('./form.web.tsx').then((part) => part.NumberForm))

function Settings(props: SettingsProps<NumberSettings>) {
  return <Lazy part={form} props={props} />
}

/** How a number looks. */
export const numberView = defineColumnView({
  id: 'number',
  icon: 'number',
  width: 96,
  align: 'end',
  editor: 'inline',
  Cell,
  Editor,
  preload: form.load,
  Settings,
  Summary,
})
