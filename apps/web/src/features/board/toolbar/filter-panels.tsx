import { viewField } from '@fulcrum/domain'
import type { FilterCondition, ViewColumn, ViewField } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { filterOf, filterParts } from '../model/view-state.ts'
import type { BoardScene } from '../scene.tsx'
import { ColumnList } from './column-list.tsx'
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

/** Asks by which column to filter, then how; or leads to where filters are built of groups. */
export function NewFilter(props: {
  readonly scene: BoardScene
  readonly column: ViewColumn | undefined
  readonly onDone: () => void
  readonly onBuild: () => void
  readonly onType: () => void
}) {
  const { scene, onDone, onBuild, onType } = props
  const [column, setColumn] = useState(props.column)
  const [parts] = useState(() => filterParts(scene.spec.filter))
  const field = column === undefined ? undefined : viewField(scene.state, column)
  if (field === undefined) {
    const build = { id: 'build', title: t('Combine with and, or, not'), icon: 'sliders', onPick: onBuild } as const
    const type = { id: 'type', title: t('Type the filter'), icon: 'text', hint: t('F'), onPick: onType } as const
    return <ColumnList onPick={setColumn} actions={[build, type]} />
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
