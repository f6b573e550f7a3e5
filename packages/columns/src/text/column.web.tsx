import { TextInput } from '../shared/text-input.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps } from '../view-contract.web.ts'
import type { Json } from '@fulcrum/domain'
import { textColumn } from './column.ts'

type Settings = { readonly [key: string]: never }

function Cell({ value }: CellProps<Settings, string>) {
  return value === null ? null : (
    <span className="fu-truncate" title={value}>
      {value}
    </span>
  )
}

function Editor(props: EditorProps<Settings, string>) {
  const { settings, context, value } = props
  const read = (text: string) => textColumn.parse(text, settings as Json, context)
  return <TextInput {...props} text={value ?? ''} read={read} />
}

/** How a text looks. */
export const textView = defineColumnView({
  id: 'text',
  icon: 'text',
  width: 160,
  editor: 'inline',
  Cell,
  Editor,
  Summary: PlainSummary,
})
