import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'
import './cell.css'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, string>) {
  if (value === null) return null
  return (
    <span className="fc-row">
      <i className="fc-colour" style={{ background: value }} aria-hidden />
      <span className="fu-mono fc-key fu-truncate">{value}</span>
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, string>(() =>
  import('./editor.web.tsx').then((part) => part.ColourEditor),
)

/** How a colour looks: itself, and its code for those who do not see it. */
export const colourView = defineColumnView({
  id: 'colour',
  icon: 'tag',
  width: 104,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary: PlainSummary,
})
