import { useState } from 'react'
import { readerOf } from '../shared/kind-texts.web.ts'
import { LabelPicker } from '../shared/label-picker.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { maxTags, tagsColumn } from './column.ts'
import type { TagsSettings } from './column.ts'

/** The palette of labels, of which several are picked. */
export function TagsEditor(props: EditorProps<TagsSettings, readonly number[]>) {
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
