import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { OpenLink } from '../shared/open-link.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'
import { linkText } from './column.ts'
import type { LinkValue } from './column.ts'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, LinkValue>) {
  return value === null ? null : <OpenLink href={value.url} text={linkText(value)} title={value.url} />
}

const { Editor, preload } = lazyEditor<Settings, LinkValue>(() =>
  import('./editor.web.tsx').then((part) => part.LinkEditor),
)

/** How a link looks: its text, which opens the address beside the board. */
export const linkView = defineColumnView({
  id: 'link',
  icon: 'link',
  width: 160,
  editor: 'popover',
  live: 'filled',
  Cell,
  Editor,
  preload,
  Summary: PlainSummary,
})
