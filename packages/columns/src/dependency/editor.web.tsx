import { Select, TextField } from '@fulcrum/ui'
import type { OptionAction } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import { maxItems } from '../shared/connected-boards.ts'
import { ItemPicker } from '../shared/item-picker.web.tsx'
import { readerOf } from '../shared/kind-texts.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import { titleOf } from '../connect/column.ts'
import { dependencyColumn, dependencyTypes, maxLagDays } from './column.ts'
import type { Dependency, DependencySettings, DependencyType } from './column.ts'

const typeWords: Readonly<Record<DependencyType, string>> = {
  'finish-start': t('finish to start'),
  'start-start': t('start to start'),
  'finish-finish': t('finish to finish'),
  'start-finish': t('start to finish'),
}

/** Items to search, and below them how each of the chosen has to come first. */
export function DependencyEditor(props: EditorProps<DependencySettings, readonly Dependency[]>) {
  const { value, settings, context, label, initialText, host, onCommit, onCancel, onDraft } = props
  const [first] = useState<readonly string[]>(() => (value ?? []).map(({ item }) => item))
  const [chosen, setChosen] = useState<readonly Dependency[]>(value ?? [])
  const choose = (list: readonly Dependency[]): void => {
    const next = list.slice(0, maxItems)
    setChosen(next)
    onDraft?.(filled(next))
  }
  const change = (id: string, to: Partial<Dependency>): void => {
    choose(chosen.map((each) => (each.item === id ? { ...each, ...to } : each)))
  }
  const pick = (id: string): void => {
    const others = chosen.filter(({ item }) => item !== id)
    choose(others.length < chosen.length ? others : [...chosen, { item: id, type: 'finish-start', lag: 0 }])
  }
  const read = (text: string): boolean => {
    const result = readerOf<readonly Dependency[]>(dependencyColumn, settings, context)(text)
    if (!result.ok || result.value === null) return false
    const named = new Set(result.value.map(({ item }) => item))
    choose([...chosen.filter(({ item }) => !named.has(item)), ...result.value])
    return true
  }
  const actions: OptionAction[] = []
  if (chosen.length > 0)
    actions.push({ id: 'clear', title: t('Clear'), icon: 'x', onPick: () => onCommit(null, 'stay') })
  actions.push({ id: 'done', title: t('Done'), icon: 'check', onPick: () => onCommit(filled(chosen), 'stay') })
  return (
    <EditorBox className="fc-item-picker" commit={(then) => onCommit(filled(chosen), then)} cancel={onCancel}>
      {/* With something to say of what was chosen, Tab goes there first. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={(event) => chosen.length > 0 && keepTab(event)}>
        <ItemPicker
          label={label}
          boards={settings.boards.map(({ board }) => board)}
          context={context}
          self={host?.item}
          first={first}
          chosen={chosen.map(({ item }) => item)}
          several
          initialText={initialText}
          actions={actions}
          onPick={pick}
          onRead={read}
        />
        {chosen.length > 0 && (
          // eslint-disable-next-line jsx-a11y/no-static-element-interactions
          <div className="fc-terms" onKeyDown={keepKeys}>
            <div className="fc-term fc-term-head" aria-hidden>
              <span>{t('Comes first')}</span>
              <span>{t('How')}</span>
              <span>{t('Days')}</span>
            </div>
            {chosen.map(({ item, type, lag }) => {
              const title = titleOf(context.item?.(item))
              return (
                <div key={item} className="fc-term">
                  <span className="fu-truncate">{title}</span>
                  <Select
                    label={t('How {title} comes first', { title })}
                    hideLabel
                    size="small"
                    options={dependencyTypes.map((id) => ({ id, title: typeWords[id] }))}
                    value={type}
                    onChange={(id) => change(item, { type: dependencyTypes.find((each) => each === id) ?? type })}
                  />
                  <LagField title={title} lag={lag} onChange={(days) => change(item, { lag: days })} />
                </div>
              )
            })}
          </div>
        )}
      </div>
    </EditorBox>
  )
}

function filled(list: readonly Dependency[]): readonly Dependency[] | null {
  return list.length === 0 ? null : list
}

/** The lists that these parts open have their own Enter and Escape. */
function keepKeys(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement)) return
  const isOutside = !event.currentTarget.contains(event.target)
  if (isOutside || (event.key === 'Enter' && event.target.tagName !== 'INPUT')) event.stopPropagation()
}

interface LagFieldProps {
  readonly title: string
  readonly lag: number
  readonly onChange: (days: number) => void
}

/** Whole days; what is no number yet (a minus alone) stands there until it is one. */
function LagField({ title, lag, onChange }: LagFieldProps) {
  const [text, setText] = useState(String(lag))
  const days = daysIn(text)
  return (
    <TextField
      label={t('Days after {title}', { title })}
      hideLabel
      value={text}
      inputMode="numeric"
      aria-invalid={days === null ? true : undefined}
      onChange={(event) => {
        const typed = event.target.value
        const next = daysIn(typed)
        setText(typed)
        if (next !== null) onChange(next)
      }}
    />
  )
}

function daysIn(text: string): number | null {
  if (text.trim() === '') return 0
  const days = Number(text)
  if (!Number.isInteger(days) || Math.abs(days) > maxLagDays) return null
  return days === 0 ? 0 : days
}
