import { TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { readerOf } from '../shared/kind-texts.web.ts'
import { OpenLink } from '../shared/open-link.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { TextInput } from '../shared/text-input.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps } from '../view-contract.web.ts'
import type { PhoneSettings } from './column.ts'
import { digitsOf } from './numbers.ts'

function Cell({ value }: CellProps<PhoneSettings, string>) {
  if (value === null) return null
  const number = `${value.startsWith('+') ? '+' : ''}${digitsOf(value)}`
  return (
    <span className="fc-row fc-num">
      <OpenLink href={`tel:${number}`} text={value} title={t('Call {number}', { number: value })} />
    </span>
  )
}

function Editor(props: EditorProps<PhoneSettings, string>) {
  const read = readerOf<string>(props.kind, props.settings, props.context)
  return <TextInput {...props} text={props.value ?? ''} read={read} placeholder="+49 30 123456" />
}

function Settings({ settings, onChange }: SettingsProps<PhoneSettings>) {
  const [code, setCode] = useState(settings.countryCode)
  return (
    <div className="fc-form">
      <TextField
        label={t('Country code for numbers without one')}
        value={code}
        maxLength={5}
        inputMode="tel"
        placeholder="49"
        onChange={(event) => {
          setCode(event.target.value)
          const countryCode = event.target.value.trim().replace(/^\+/, '')
          if (/^([1-9]\d{0,3})?$/.test(countryCode)) onChange({ ...settings, countryCode })
        }}
      />
    </div>
  )
}

/** How a telephone number looks: a click calls it. */
export const phoneView = defineColumnView({
  id: 'phone',
  icon: 'phone',
  width: 150,
  editor: 'inline',
  live: 'filled',
  Cell,
  Editor,
  Settings,
  Summary: PlainSummary,
})
