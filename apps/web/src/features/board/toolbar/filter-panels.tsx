import { viewField, viewFields } from '@fulcrum/domain'
import type { FilterCondition, ViewColumn, ViewField } from '@fulcrum/domain'
import { OptionList } from '@fulcrum/ui'
import { useState } from 'react'
import { useKinds } from '../../../shell/client-context.tsx'
import { filterOf, filterParts } from '../model/view-state.ts'
import type { BoardScene } from '../scene.tsx'
import { ConditionEditor } from './condition-editor.tsx'

/** Holds the condition while it is being made, so that the popover need not be drawn anew from outside. */
export function LocalCondition(props: {
  readonly condition: FilterCondition
  readonly field: ViewField
  readonly onChange: (condition: FilterCondition) => void
  readonly onDone: () => void
}) {
  const [condition, setCondition] = useState(props.condition)
  return (
    <ConditionEditor
      condition={condition}
      field={props.field}
      onDone={props.onDone}
      onChange={(next) => {
        setCondition(next)
        props.onChange(next)
      }}
    />
  )
}

/** Asks by which column to filter, then how. */
export function NewFilter(props: {
  readonly scene: BoardScene
  readonly column: ViewColumn | undefined
  readonly onDone: () => void
}) {
  const { scene, onDone } = props
  const { columnViews } = useKinds()
  const [column, setColumn] = useState(props.column)
  const [parts] = useState(() => filterParts(scene.spec.filter))
  const field = column === undefined ? undefined : viewField(scene.state, column)
  if (field === undefined) {
    const fields = [...viewFields(scene.state), viewField(scene.state, 'group')].filter(
      (candidate) => candidate !== undefined && candidate.operators.length > 0,
    ) as readonly ViewField[]
    return (
      <OptionList
        label="Filter by"
        placeholder="Filter by"
        searchable
        selected={[]}
        options={fields.map(({ column: key, title, source }) => ({
          id: String(key),
          title,
          icon:
            source === undefined
              ? key === 'group'
                ? 'group'
                : 'text'
              : (columnViews.get(source.kind.id)?.icon ?? 'text'),
        }))}
        onPick={(id) => setColumn(fields.find((candidate) => String(candidate.column) === id)?.column)}
      />
    )
  }
  const first: FilterCondition = { column: field.column, operator: field.operators[0]?.id ?? '' }
  return (
    <LocalCondition
      condition={first}
      field={field}
      onDone={onDone}
      onChange={(next) => scene.setSpec({ ...scene.spec, filter: filterOf([...parts, next]) })}
    />
  )
}
