import { useState } from 'react'
import { readerOf } from '../shared/kind-texts.web.ts'
import { LabelPicker } from '../shared/label-picker.web.tsx'
import type { EditorProps } from '../view-contract.web.ts'
import { dropdownColumn, maxChoices } from './column.ts'
import type { DropdownSettings } from './column.ts'

/** The palette of choices. One is committed when picked; several when the editor is left. */
export function DropdownEditor(props: EditorProps<DropdownSettings, readonly number[]>) {
  const { value, settings, context, onCommit, onDraft } = props
  const { several } = settings
  const [chosen, setChosen] = useState<readonly number[]>(value ?? [])
  const choose = (numbers: readonly number[]): void => {
    const next = numbers.slice(0, maxChoices)
    if (!several) {
      onCommit(filled(next.slice(-1)), 'stay')
      return
    }
    setChosen(next)
    onDraft?.(filled(next))
  }
  return (
    <LabelPicker
      {...props}
      chosen={chosen}
      several={several}
      staged={false}
      onPick={(number) => {
        if (!several) choose([number])
        else choose(chosen.includes(number) ? chosen.filter((other) => other !== number) : [...chosen, number])
      }}
      onAdd={(numbers) => choose([...new Set([...chosen, ...numbers])])}
      read={readerOf<readonly number[]>(dropdownColumn, settings, context)}
      onCommit={(numbers, then) => onCommit(filled(numbers), then)}
    />
  )
}

/** As the kind keeps them: in ascending order, null for none. */
function filled(numbers: readonly number[]): readonly number[] | null {
  return numbers.length === 0 ? null : numbers.toSorted((left, right) => left - right)
}
