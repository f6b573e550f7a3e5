import { cx } from '@fulcrum/ui'
import { Lazy, lazyPart } from '../shared/lazy-part.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellHost, CellProps, EditorProps, SettingsProps, ViewContext } from '../view-contract.web.ts'
import type { ButtonSettings } from './column.ts'
import { pressOf } from './press.ts'
import './cell.css'
import { told } from '@fulcrum/ui/messages'

/** Presses the button where it stands; says why where that does nothing. */
export function press(settings: ButtonSettings, host: CellHost, { me, today }: ViewContext): string | null {
  const result = pressOf(settings, { ...host, columns: host.columns(), me, today })
  if (!result.ok) return told(result.message)
  host.run(result.value.command, result.value.args)
  return null
}

function Cell({ value, settings, context, host }: CellProps<ButtonSettings, number>) {
  if (value === null) return null
  const look = { className: cx('fc-button', host === undefined && 'fc-button-off'), 'data-colour': settings.colour }
  const text = <span className="fu-truncate">{settings.text}</span>
  // What is asked about first, or says why it does nothing, opens what the keyboard opens.
  const asks = settings.confirm !== undefined || host === undefined || settings.does === null
  if (asks) return <span {...look}>{text}</span>
  return (
    <button type="button" tabIndex={-1} {...look} onClick={() => press(settings, host, context)}>
      {text}
    </button>
  )
}

const question = lazyPart<EditorProps<ButtonSettings, number>>(() =>
  import('./editor.web.tsx').then((part) => part.ButtonEditor),
)
const form = lazyPart<SettingsProps<ButtonSettings>>(() => import('./form.web.tsx').then((part) => part.ButtonForm))

function Editor(props: EditorProps<ButtonSettings, number>) {
  return <Lazy part={question} props={props} />
}

function Settings(props: SettingsProps<ButtonSettings>) {
  return <Lazy part={form} props={props} />
}

/** How a button looks. A click presses it; the keyboard, and a button that asks first, open a question. */
export const buttonView = defineColumnView({
  id: 'button',
  icon: 'bolt',
  width: 112,
  editor: 'popover',
  live: 'always',
  runs: true,
  Cell,
  Editor,
  preload: () => Promise.all([question.load(), form.load()]),
  Settings,
  setUpFirst: true,
})
