import { readerOf } from '../shared/kind-texts.web.ts'
import { PlainSummary } from '../shared/summary.web.tsx'
import { TextInput } from '../shared/text-input.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, string>) {
  return value === null ? null : (
    <span className="fu-truncate" title={value}>
      {value}
    </span>
  )
}

function Editor(props: EditorProps<Settings, string>) {
  const read = readerOf<string>(props.kind, props.settings, props.context)
  return <TextInput {...props} text={props.value ?? ''} read={read} />
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
