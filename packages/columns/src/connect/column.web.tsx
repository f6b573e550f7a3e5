import { Checkbox } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { BoardChoice } from '../shared/board-choice.web.tsx'
import { ItemChips } from '../shared/item-chips.web.tsx'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps } from '../view-contract.web.ts'
import type { ConnectSettings } from './column.ts'

function Cell({ value, context }: CellProps<ConnectSettings, readonly string[]>) {
  return value === null ? null : <ItemChips items={value.map((id) => ({ id }))} context={context} />
}

const { Editor, preload } = lazyEditor<ConnectSettings, readonly string[]>(() =>
  import('./editor.web.tsx').then((part) => part.ConnectEditor),
)

function Settings({ settings, context, onChange }: SettingsProps<ConnectSettings>) {
  return (
    <div className="fc-form">
      <BoardChoice
        boards={settings.boards}
        context={context}
        onChange={(boards) => onChange({ ...settings, boards: [...boards] })}
      />
      <Checkbox
        label={t('A cell may name several items')}
        checked={settings.several}
        onChange={(several) => onChange({ ...settings, several })}
      />
    </div>
  )
}

/** How connections look: the titles of the items. */
export const connectView = defineColumnView({
  id: 'connect',
  icon: 'flow',
  width: 220,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Settings,
  setUpFirst: true,
  Summary: PlainSummary,
})
