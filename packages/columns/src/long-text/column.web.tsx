import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

const titleLength = 600

function Cell({ value, wraps }: CellProps<Settings, string>) {
  if (value === null) return null
  const shown = value.length > titleLength ? `${value.slice(0, titleLength)}…` : value
  const drawn = wraps === true ? shown.trim() : (/\S.*/.exec(value)?.[0] ?? '').slice(0, titleLength)
  return (
    <span className="fu-truncate" title={shown}>
      {drawn}
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, string>(() =>
  import('./editor.web.tsx').then((part) => part.LongTextEditor),
)

/** How a long text looks. */
export const longTextView = defineColumnView({
  id: 'long-text',
  icon: 'long-text',
  width: 200,
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary: PlainSummary,
})
