import { fileFamilies } from '@fulcrum/domain'
import type { FileFamilyId } from '@fulcrum/domain'
import { Checkbox, Select, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import type { SettingsProps } from '../view-contract.web.ts'
import type { FileSettings } from './column.ts'
import './form.css'
import { t } from '@fulcrum/ui/messages'

const mostMegabytes = 100_000

/** By what files sort, and which the column takes. */
export function FileForm({ settings, onChange }: SettingsProps<FileSettings>) {
  const [largest, setLargest] = useState(settings.maxMegabytes === undefined ? '' : String(settings.maxMegabytes))
  const { accepts, maxMegabytes: _, ...others } = settings
  const toggle = (family: FileFamilyId, isTaken: boolean): void => {
    const next = fileFamilies.map(({ id }) => id).filter((id) => (id === family ? isTaken : accepts?.includes(id)))
    const { accepts: _accepts, ...rest } = settings
    onChange(next.length === 0 ? rest : { ...rest, accepts: next })
  }
  const size = /^\d{1,6}$/.test(largest.trim()) ? Number(largest) : null
  const isSize = size !== null && size >= 1 && size <= mostMegabytes
  return (
    <div className="fc-form">
      <Select
        label={t('Sorts by')}
        options={[
          { id: 'name', title: t('Names') },
          { id: 'count', title: t('How many files') },
        ]}
        value={settings.sortBy}
        onChange={(id) => onChange({ ...settings, sortBy: id === 'count' ? 'count' : 'name' })}
      />
      <fieldset className="fc-file-takes">
        <legend>{accepts === undefined ? t('Takes every file; tick to take some alone') : t('Takes only')}</legend>
        {fileFamilies.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={accepts?.includes(id) === true}
            onChange={(isTaken) => toggle(id, isTaken)}
          />
        ))}
      </fieldset>
      <TextField
        label={t('Largest file, in MB')}
        inputMode="numeric"
        placeholder={t('as large as the server takes')}
        value={largest}
        {...(largest.trim() !== '' &&
          !isSize && { error: t('A whole number from 1 to {mostMegabytes}.', { mostMegabytes }) })}
        onChange={(event) => {
          const text = event.target.value
          setLargest(text)
          const number = Number(text)
          const kept = { ...others, ...(accepts && { accepts }) }
          if (text.trim() === '') onChange(kept)
          else if (/^\s*\d{1,6}\s*$/.test(text) && number >= 1 && number <= mostMegabytes) {
            onChange({ ...kept, maxMegabytes: number })
          }
        }}
      />
      <p className="fc-quiet fc-note">
        {t('Limits are for files attached from now on; what a file is, its content says.')}
      </p>
    </div>
  )
}
