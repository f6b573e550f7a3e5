import { Avatar, OptionList } from '@fulcrum/ui'
import type { Option, OptionAction } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo, useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import { personOf } from '../shared/people.web.ts'
import { SeveralKeys } from '../shared/several-keys.web.tsx'
import type { EditorProps, ViewContext } from '../view-contract.web.ts'
import { maxPeople, peopleColumn } from './column.ts'
import type { PeopleSettings } from './column.ts'

/** People to search by name or e-mail. One is committed when picked; several when the editor is left. */
export function PeopleEditor(props: EditorProps<PeopleSettings, readonly string[]>) {
  const { value, settings, context, label, initialText, onCommit, onCancel, onDraft } = props
  const { several } = settings
  const [chosen, setChosen] = useState<readonly string[]>(value ?? [])
  // Who is in the cell stands first, and stays there while people are picked.
  const options = useMemo(() => personOptions(value ?? [], context), [value, context])

  const choose = (ids: readonly string[]): void => {
    const next = ids.slice(0, maxPeople)
    setChosen(next)
    onDraft?.(filled(next))
  }
  const pick = (id: string): void => {
    const there = chosen.includes(id)
    if (!several) onCommit(there ? null : [id], 'stay')
    else choose(there ? chosen.filter((other) => other !== id) : [...chosen, id])
  }
  const read = (text: string): boolean => {
    const result = readerOf<readonly string[]>(peopleColumn, settings, context)(text)
    if (!result.ok || result.value === null) return false
    if (several) choose([...new Set([...chosen, ...result.value])])
    else onCommit(result.value, 'stay')
    return true
  }
  return (
    <EditorBox commit={(then) => onCommit(filled(chosen), then)} cancel={onCancel}>
      <OptionList
        label={label}
        options={options}
        selected={chosen}
        multiple={several}
        placeholder={t('Name or e-mail')}
        emptyText={t('Nobody of that name.')}
        searchable
        {...(initialText !== undefined && { initialText })}
        actions={actionsOf(props, chosen, pick)}
        renderOption={({ id, title }) => (
          <>
            <Avatar person={personOf(id, context)} decorative />
            <span className="fu-truncate">{title}</span>
          </>
        )}
        onRead={read}
        footer={several && <SeveralKeys />}
        onPick={pick}
      />
    </EditorBox>
  )
}

function actionsOf(
  { context, settings, onCommit }: EditorProps<PeopleSettings, readonly string[]>,
  chosen: readonly string[],
  pick: (id: string) => void,
): readonly OptionAction[] {
  const { me } = context
  const assign: OptionAction[] =
    me === undefined || chosen.includes(me)
      ? []
      : [{ id: 'me', title: t('Assign to me'), icon: 'me', onPick: () => pick(me) }]
  const clear: OptionAction[] =
    chosen.length === 0 ? [] : [{ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit(null, 'stay') }]
  const done: OptionAction[] = settings.several
    ? [{ id: 'done', title: t('Done'), icon: 'check', onPick: () => onCommit(filled(chosen), 'stay') }]
    : []
  return [...assign, ...clear, ...done]
}

function personOptions(first: readonly string[], context: ViewContext): readonly Option[] {
  const here = first.map((id) => personOf(id, context))
  return [...here, ...context.people.filter(({ id }) => !first.includes(id))].map((person) => ({
    id: person.id,
    title: person.id === context.me ? t('{name} (you)', { name: person.name }) : person.name,
    ...(person.email !== undefined && { keywords: person.email }),
    ...(person.note !== undefined && { hint: person.note }),
  }))
}

function filled(ids: readonly string[]): readonly string[] | null {
  return ids.length === 0 ? null : ids
}
