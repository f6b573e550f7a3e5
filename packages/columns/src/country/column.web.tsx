import { colourOf } from '@fulcrum/ui'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SummaryProps } from '../view-contract.web.ts'
import { countryName } from './column.ts'
import { CountryTag } from './country-tag.web.tsx'

type Settings = Record<string, never>

function Cell({ value, context }: CellProps<Settings, string>) {
  if (value === null) return null
  const name = countryName(value, context.locale)
  return (
    <span className="fc-row" title={`${name} (${value})`}>
      <CountryTag code={value} />
      <span className="fu-truncate">{name}</span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, string>(() =>
  import('./editor.web.tsx').then((part) => part.CountryEditor),
)

function Summary(props: SummaryProps<Settings>) {
  const { locale } = props.context
  return (
    <ShareSummary
      {...props}
      words={(code) =>
        typeof code === 'string' ? { label: countryName(code, locale), colour: colourOf(code) } : undefined
      }
    />
  )
}

/** How a country looks. */
export const countryView = defineColumnView({
  id: 'country',
  icon: 'globe',
  width: 140,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary,
})
