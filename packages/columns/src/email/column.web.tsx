import { t } from '@fulcrum/ui/messages'
import { readerOf } from '../shared/kind-texts.web.ts'
import { OpenLink } from '../shared/open-link.web.tsx'
import { PlainSummary } from '../shared/summary.web.tsx'
import { TextInput } from '../shared/text-input.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps } from '../view-contract.web.ts'

type Settings = Record<string, never>

function Cell({ value }: CellProps<Settings, string>) {
  return value === null ? null : (
    <OpenLink href={`mailto:${encodeURI(value)}`} text={value} title={t('Write to {address}', { address: value })} />
  )
}

function Editor(props: EditorProps<Settings, string>) {
  const read = readerOf<string>(props.kind, props.settings, props.context)
  return <TextInput {...props} text={props.value ?? ''} read={read} placeholder="ada@example.org" />
}

/** How an e-mail address looks: a click begins a letter. */
export const emailView = defineColumnView({
  id: 'email',
  icon: 'mail',
  width: 180,
  editor: 'inline',
  live: 'filled',
  Cell,
  Editor,
  Summary: PlainSummary,
})
