import { ok } from '@fulcrum/domain'
import { Label, Select } from '@fulcrum/ui'
import { readerOf } from '../shared/kind-texts.web.ts'
import { labelManager } from '../shared/label-manager-part.web.ts'
import { LabelPicker } from '../shared/label-picker.web.tsx'
import { labelOf, labelOrder, liveLabels } from '../shared/labels.ts'
import { Lazy } from '../shared/lazy-part.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { statusColumn } from './column.ts'
import type { StatusSettings } from './column.ts'

function Cell({ value, settings }: CellProps<StatusSettings, number>) {
  const label = value === null ? undefined : labelOf(settings, value)
  return label === undefined ? null : <Label text={label.name} colour={label.colour} fill />
}

function Editor(props: EditorProps<StatusSettings, number>) {
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

function Settings({ settings, onChange }: SettingsProps<StatusSettings>) {
  const none = { id: 'none', title: 'None' }
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
        label="New items start with"
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

function Summary(props: SummaryProps<StatusSettings>) {
  const { settings } = props
  return (
    <ShareSummary
      {...props}
      order={labelOrder(settings).toReversed()}
      words={(value) => {
        const label = typeof value === 'number' ? labelOf(settings, value) : undefined
        return label && { label: label.name, colour: label.colour }
      }}
    />
  )
}

/** How a status looks. */
export const statusView = defineColumnView({
  id: 'status',
  icon: 'status',
  width: 124,
  padding: 'tight',
  editor: 'popover',
  Cell,
  Editor,
  preload: labelManager.load,
  Settings,
  Summary,
})
