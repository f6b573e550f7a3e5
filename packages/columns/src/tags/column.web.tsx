import { Tag } from '@fulcrum/ui'
import { useState } from 'react'
import { readerOf } from '../shared/kind-texts.web.ts'
import { labelManager } from '../shared/label-manager-part.web.ts'
import { LabelPicker } from '../shared/label-picker.web.tsx'
import { labelOf, labelOrder } from '../shared/labels.ts'
import { Lazy } from '../shared/lazy-part.web.tsx'
import { ShareSummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps, EditorProps, SettingsProps, SummaryProps } from '../view-contract.web.ts'
import { maxTags, tagsColumn } from './column.ts'
import type { TagsSettings } from './column.ts'

const drawn = 3

function Cell({ value, settings }: CellProps<TagsSettings, readonly number[]>) {
  if (value === null) return null
  const tags = value.flatMap((number) => labelOf(settings, number) ?? [])
  const shown = tags.length > drawn ? tags.slice(0, drawn - 1) : tags
  const rest = tags.slice(shown.length)
  return (
    <span className="fc-tags" title={tags.map(({ name }) => name).join(', ')}>
      {shown.map(({ number, name, colour }) => (
        <Tag key={number} text={name} colour={colour} />
      ))}
      {rest.length > 0 && (
        <span className="fc-more" role="img" aria-label={rest.map(({ name }) => name).join(', ')}>
          +{rest.length}
        </span>
      )}
    </span>
  )
}

function Editor(props: EditorProps<TagsSettings, readonly number[]>) {
  const { value, settings, context, onCommit, onDraft } = props
  const [chosen, setChosen] = useState<readonly number[]>(value ?? [])
  const choose = (numbers: readonly number[]): void => {
    const next = numbers.slice(0, maxTags)
    setChosen(next)
    onDraft?.(filled(next))
  }
  return (
    <LabelPicker
      {...props}
      chosen={chosen}
      several
      staged={false}
      onPick={(number) =>
        choose(chosen.includes(number) ? chosen.filter((other) => other !== number) : [...chosen, number])
      }
      onAdd={(numbers) => choose([...new Set([...chosen, ...numbers])])}
      read={readerOf<readonly number[]>(tagsColumn, settings, context)}
      onCommit={(numbers, then) => onCommit(filled(numbers), then)}
    />
  )
}

/** As the kind keeps them: in ascending order, null for none. */
function filled(numbers: readonly number[]): readonly number[] | null {
  return numbers.length === 0 ? null : numbers.toSorted((left, right) => left - right)
}

function Settings({ settings, onChange }: SettingsProps<TagsSettings>) {
  return (
    <div className="fc-form">
      <Lazy
        part={labelManager}
        props={{
          labels: settings.labels,
          staged: false,
          onChange: (labels) => onChange({ ...settings, labels: [...labels] }),
        }}
      />
    </div>
  )
}

function Summary(props: SummaryProps<TagsSettings>) {
  const { settings } = props
  return (
    <ShareSummary
      {...props}
      sets
      order={labelOrder(settings).map(String)}
      words={(value) => {
        const label = labelOf(settings, Number(value))
        return label && { label: label.name, colour: label.colour }
      }}
    />
  )
}

/** How tags look. */
export const tagsView = defineColumnView({
  id: 'tags',
  icon: 'tag',
  width: 160,
  editor: 'popover',
  Cell,
  Editor,
  preload: labelManager.load,
  Settings,
  Summary,
})
