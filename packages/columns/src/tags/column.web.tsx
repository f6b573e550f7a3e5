import { labelManager } from '../shared/label-manager-part.web.ts'
import { labelOf, labelOrder } from '../shared/labels.ts'
import { LabelTags } from '../shared/label-tags.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Lazy } from '../shared/lazy-part.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { tagsColumn } from './column.ts'
import type { TagsSettings } from './column.ts'

function Cell({ value, settings }: CellProps<TagsSettings, readonly number[]>) {
  return value === null ? null : <LabelTags numbers={value} settings={settings} />
}

const { Editor, preload } = lazyEditor<TagsSettings, readonly number[]>(tagsColumn, () =>
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

function Summary(props: SummaryProps<TagsSettings>) {
  const { settings } = props
  return (
    <ShareSummary
      {...props}
      sets
      order={labelOrder(settings).map(String)}
      words={(value) => {
        const label = labelOf(settings, Number(value))
        return label && { label: label.name, colour: label.colour }
      }}
    />
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
  Summary,
})
