import type { FilterCondition, Json, ViewField } from '@fulcrum/domain'
import { focusFirst, Select } from '@fulcrum/ui'
import { told } from '@fulcrum/ui/messages'
import { useEffect, useRef, type ReactNode } from 'react'
import { withOperator } from '../model/conditions.ts'
import { fieldTitle } from '../model/field-title.ts'
import { ConditionValue } from './condition-value.tsx'

interface ConditionEditorProps {
  readonly condition: FilterCondition
  readonly field: ViewField
  readonly onChange: (condition: FilterCondition) => void
  readonly onDone: () => void
}

/** Says how and by what to filter: the operator above, below it what it takes. Every change shows at once. */
export function ConditionEditor({ condition, field, onChange, onDone }: ConditionEditorProps) {
  const operator = field.operators.find(({ id }) => id === condition.operator) ?? field.operators[0]
  if (operator === undefined) return null
  const setValue = (value: Json): void => onChange({ column: field.column, operator: operator.id, value })
  return (
    <div className="fb-condition">
      <Select
        label={fieldTitle(field)}
        size="small"
        options={field.operators.map(({ id, label }) => ({ id, title: told(label) }))}
        value={operator.id}
        onChange={(id) => onChange(withOperator(condition, field, id))}
      />
      <Focused key={operator.takes}>
        <ConditionValue
          takesFocus
          operator={operator}
          field={field}
          value={condition.value ?? null}
          onChange={setValue}
          onDone={onDone}
        />
      </Focused>
    </div>
  )
}

/** Takes the focus as it comes: what is asked for is what one types next. */
function Focused({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current !== null) focusFirst(box.current)
  }, [])
  return <div ref={box}>{children}</div>
}
