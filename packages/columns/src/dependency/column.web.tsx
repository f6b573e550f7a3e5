import { Checkbox, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { BoardChoice } from '../shared/board-choice.web.tsx'
import { ItemChips } from '../shared/item-chips.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import { termsOf } from './column.ts'
import type { Dependency, DependencySettings } from './column.ts'

function Cell({ value, context }: CellProps<DependencySettings, readonly Dependency[]>) {
  if (value === null) return null
  const items = value.map(({ item, type, lag }) => ({ id: item, note: termsOf(type, lag).trim() }))
  return <ItemChips items={items} context={context} />
}

const { Editor, preload } = lazyEditor<DependencySettings, readonly Dependency[]>(() =>
  import('./editor.web.tsx').then((part) => part.DependencyEditor),
)

const overriders = [
  { id: 'nobody', title: t('Nobody') },
  { id: 'owners', title: t('Owners of the board') },
  { id: 'editors', title: t('Whoever may edit items') },
]

function Settings({ settings, context, onChange }: SettingsProps<DependencySettings>) {
  return (
    <div className="fc-form">
      <BoardChoice
        boards={settings.boards}
        context={context}
        onChange={(boards) => onChange({ ...settings, boards: [...boards] })}
      />
      <Checkbox
        label={t('An item cannot start or finish while it waits for others')}
        checked={settings.refuses}
        onChange={(refuses) => onChange({ ...settings, refuses })}
      />
      {settings.refuses && (
        <Select
          label={t('Who may let it go on all the same')}
          options={overriders}
          value={settings.override ?? 'nobody'}
          onChange={(who) => {
            const { override: _, ...others } = settings
            onChange(who === 'owners' || who === 'editors' ? { ...others, override: who } : others)
          }}
        />
      )}
    </div>
  )
}

/** How dependencies look: what comes first, and how it has to where that is not simply "finished". */
export const dependencyView = defineColumnView({
  id: 'dependency',
  icon: 'gantt',
  width: 200,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Settings,
  setUpFirst: true,
  Summary: PlainSummary,
})
