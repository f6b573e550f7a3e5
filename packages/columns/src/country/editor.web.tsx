import { OptionList } from '@fulcrum/ui'
import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { countryCodes, countryColumn, countryName, otherCountryNames } from './column.ts'
import { CountryTag } from './country-tag.web.tsx'

/** Countries to search by any of their names or by their code. */
export function CountryEditor(props: EditorProps<Record<string, never>, string>) {
  const { value, settings, context, label, initialText, onCommit, onCancel } = props
  const { locale } = context
  const options = useMemo(() => countryOptions(locale), [locale])
  return (
    <EditorBox commit={(then) => onCommit(value, then)} cancel={onCancel}>
      <OptionList
        label={label}
        options={options}
        selected={value === null ? [] : [value]}
        placeholder={t('Country or code')}
        emptyText={t('No such country.')}
        searchable
        renderOption={({ id, title }) => (
          <span className="fc-row">
            <CountryTag code={id} />
            <span className="fu-truncate">{title}</span>
          </span>
        )}
        {...(initialText !== undefined && { initialText })}
        actions={
          value === null ? [] : [{ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit(null, 'stay') }]
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
