import { ok } from '@fulcrum/domain'
import { Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { readerOf } from '../shared/kind-texts.web.ts'
import { labelManager } from '../shared/label-manager-part.web.ts'
import { LabelPicker } from '../shared/label-picker.web.tsx'
import { liveLabels } from '../shared/labels.ts'
import { Lazy } from '../shared/lazy-part.web.tsx'
import type { EditorProps, SettingsProps } from '../view-contract.web.ts'
import { statusColumn } from './column.ts'
import type { StatusSettings } from './column.ts'

/** The palette of labels. */
export function StatusEditor(props: EditorProps<StatusSettings, number>) {
  const { value, settings, context, onCommit, onSettings } = props
  return (
    <LabelPicker
      {...props}
      onSettings={onSettings && (({ labels, ...rest }) => onSettings(withLabels({ ...rest, labels }, labels)))}
      chosen={value === null ? [] : [value]}
      several={false}
      staged
      onPick={(number) => onCommit(number, 'stay')}
      onAdd={([number]) => onCommit(number ?? null, 'stay')}
      read={(text) => {
        const result = readerOf<number>(statusColumn, settings, context)(text)
        return result.ok ? ok(result.value === null ? null : [result.value]) : result
      }}
      onCommit={([number], then) => onCommit(number ?? null, then)}
    />
  )
}

/** The labels, and which one new items start with. */
export function StatusForm({ settings, onChange }: SettingsProps<StatusSettings>) {
  const none = { id: 'none', title: t('None') }
  const labels = liveLabels(settings).map(({ number, name }) => ({ id: String(number), title: name }))
  return (
    <div className="fc-form">
      <Lazy
        part={labelManager}
        props={{
          labels: settings.labels,
          staged: true,
          onChange: (labels) => onChange(withLabels(settings, [...labels])),
        }}
      />
      <Select
        label={t('New items start with')}
        options={[none, ...labels]}
        value={String(settings.defaultLabel ?? none.id)}
        onChange={(id) => {
          const { defaultLabel: _, ...rest } = settings
          onChange(id === none.id ? rest : { ...rest, defaultLabel: Number(id) })
        }}
      />
    </div>
  )
}

/** New items cannot start with a label that is retired now. */
function withLabels({ defaultLabel, ...rest }: StatusSettings, labels: StatusSettings['labels']): StatusSettings {
  const live = labels.some(({ number, retired }) => number === defaultLabel && retired !== true)
  return live && defaultLabel !== undefined ? { ...rest, labels, defaultLabel } : { ...rest, labels }
}
