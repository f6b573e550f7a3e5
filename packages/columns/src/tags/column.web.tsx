import { labelManager } from '../shared/label-manager-part.web.ts'
import { LabelSetSummary, LabelTags } from '../shared/label-tags.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Lazy } from '../shared/lazy-part.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import type { TagsSettings } from './column.ts'

function Cell({ value, settings }: CellProps<TagsSettings, readonly number[]>) {
  return value === null ? null : <LabelTags numbers={value} settings={settings} />
}

const { Editor, preload } = lazyEditor<TagsSettings, readonly number[]>(() =>
  import('./editor.web.tsx').then((part) => part.TagsEditor),
)

function Settings({ settings, onChange }: SettingsProps<TagsSettings>) {
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
    </div>
  )
}

/** How tags look. */
export const tagsView = defineColumnView({
  id: 'tags',
  icon: 'tag',
  width: 160,
  editor: 'popover',
  Cell,
  Editor,
  preload: () => Promise.all([preload(), labelManager.load()]),
  Settings,
  Summary: LabelSetSummary,
})
