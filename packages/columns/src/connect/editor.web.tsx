import type { OptionAction } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { maxItems } from '../shared/connected-boards.ts'
import { ItemPicker } from '../shared/item-picker.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { connectColumn } from './column.ts'
import type { ConnectSettings } from './column.ts'

/** Items to search. One is committed when picked; several when the editor is left. */
export function ConnectEditor(props: EditorProps<ConnectSettings, readonly string[]>) {
  const { value, settings, context, label, initialText, host, onCommit, onCancel, onDraft } = props
  const { several } = settings
  const [first] = useState<readonly string[]>(value ?? [])
  const [chosen, setChosen] = useState(first)
  const choose = (ids: readonly string[]): void => {
    const next = ids.slice(0, maxItems)
    setChosen(next)
    onDraft?.(filled(next))
  }
  const pick = (id: string): void => {
    const there = chosen.includes(id)
    if (!several) onCommit(there ? null : [id], 'stay')
    else choose(there ? chosen.filter((other) => other !== id) : [...chosen, id])
  }
  const read = (text: string): boolean => {
    const result = readerOf<readonly string[]>(connectColumn, settings, context)(text)
    if (!result.ok || result.value === null) return false
    if (several) choose([...new Set([...chosen, ...result.value])])
    else onCommit(result.value, 'stay')
    return true
  }
  const actions: OptionAction[] = []
  if (chosen.length > 0)
    actions.push({ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit(null, 'stay') })
  if (several) {
    actions.push({ id: 'done', title: t('Done'), icon: 'check', onPick: () => onCommit(filled(chosen), 'stay') })
  }
  return (
    <EditorBox className="fc-item-picker" commit={(then) => onCommit(filled(chosen), then)} cancel={onCancel}>
      <ItemPicker
        label={label}
        boards={settings.boards.map(({ board }) => board)}
        context={context}
        self={host?.item}
        first={first}
        chosen={chosen}
        several={several}
        initialText={initialText}
        actions={actions}
        onPick={pick}
        onRead={read}
      />
    </EditorBox>
  )
}

function filled(ids: readonly string[]): readonly string[] | null {
  return ids.length === 0 ? null : ids
}
