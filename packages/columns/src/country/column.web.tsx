import { colourOf, OptionList } from '@fulcrum/ui'
import type { Option } from '@fulcrum/ui'
import { useMemo } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SummaryProps } from '../view-contract.web.ts'
import { countryCodes, countryColumn, countryName, otherCountryNames } from './column.ts'

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

/** The two letters as a small tag: flags are in no font that every computer has. */
function CountryTag({ code }: { readonly code: string }) {
  return (
    <span className="fc-code fu-mono" aria-hidden>
      {code}
    </span>
  )
}

function Editor(props: EditorProps<Settings, string>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale } = context
  const options = useMemo(() => countryOptions(locale), [locale])
  return (
    <EditorBox commit={(then) => onCommit(value, then)} cancel={onCancel}>
      <OptionList
        label={label}
        options={options}
        selected={value === null ? [] : [value]}
        placeholder="Country or code"
        emptyText="No such country."
        searchable
        renderOption={({ id, title }) => (
          <span className="fc-row">
            <CountryTag code={id} />
            <span className="fu-truncate">{title}</span>
          </span>
        )}
        {...(initialText !== undefined && { initialText })}
        actions={
          value === null ? [] : [{ id: 'clear', title: 'Clear', icon: 'x', onPick: () => onCommit(null, 'stay') }]
        }
        onRead={(text) => {
          const result = readerOf<string>(countryColumn, settings, context)(text)
          if (result.ok) onCommit(result.value, 'stay')
          return result.ok
        }}
        onPick={(code) => onCommit(code, 'stay')}
      />
    </EditorBox>
  )
}

/** By name, each with its code, its English name and what else it is called to be found by. */
function countryOptions(locale: string): readonly Option[] {
  const others = Map.groupBy(otherCountryNames, ([, code]) => code)
  return countryCodes
    .map((code) => ({
      id: code,
      title: countryName(code, locale),
      keywords: [code, countryName(code, 'en'), ...(others.get(code) ?? []).map(([name]) => name)].join(' '),
    }))
    .toSorted((left, right) => left.title.localeCompare(right.title, locale))
}

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
  Summary,
})
