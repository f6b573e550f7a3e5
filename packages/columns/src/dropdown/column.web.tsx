import { Checkbox } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { labelManager } from '../shared/label-manager-part.web.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Lazy } from '../shared/lazy-part.web.tsx'
import { LabelSetSummary, LabelTags } from '../shared/label-tags.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import type { DropdownSettings } from './column.ts'

function Cell({ value, settings }: CellProps<DropdownSettings, readonly number[]>) {
  return value === null ? null : <LabelTags numbers={value} settings={settings} />
}

const { Editor, preload } = lazyEditor<DropdownSettings, readonly number[]>(() =>
  import('./editor.web.tsx').then((part) => part.DropdownEditor),
)

function Settings({ settings, onChange }: SettingsProps<DropdownSettings>) {
  return (
    <div className="fc-form">
      <Lazy
        part={labelManager}
        props={{
          labels: settings.labels,
          staged: false,
          onChange: (labels) => onChange({ ...settings, labels: [...labels] }),
        }}
      />
      <Checkbox
        label={t('A cell may hold several choices')}
        checked={settings.several}
        onChange={(several) => onChange({ ...settings, several })}
      />
    </div>
  )
}

/** How choices look. */
export const dropdownView = defineColumnView({
  id: 'dropdown',
  icon: 'dropdown',
  width: 140,
  editor: 'popover',
  Cell,
  Editor,
  preload: () => Promise.all([preload(), labelManager.load()]),
  Settings,
  Summary: LabelSetSummary,
})
