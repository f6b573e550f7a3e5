import { Label } from '@fulcrum/ui'
import { labelManager } from '../shared/label-manager-part.web.ts'
import { labelOf, labelOrder } from '../shared/labels.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import type { StatusSettings } from './column.ts'

function Cell({ value, settings }: CellProps<StatusSettings, number>) {
  const label = value === null ? undefined : labelOf(settings, value)
  return label === undefined ? null : <Label text={label.name} colour={label.colour} fill />
}

const { Editor, preload } = lazyEditor<StatusSettings, number>(() =>
  import('./editor.web.tsx').then((part) => part.StatusEditor),
)

const form = lazyPart<SettingsProps<StatusSettings>>(() => import('./editor.web.tsx').then((part) => part.StatusForm))

function Settings(props: SettingsProps<StatusSettings>) {
  return <Lazy part={form} props={props} />
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
  preload: () => Promise.all([preload(), form.load(), labelManager.load()]),
  Settings,
  Summary,
})
