import { viewField, viewFields } from '@fulcrum/domain'
import type { BoardState, ViewColumn, ViewField } from '@fulcrum/domain'
import { OptionList, type IconName, type Option, type OptionAction } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../shell/client-context.tsx'
import { fieldTitle } from '../model/field-title.ts'
import { useScene } from '../scene.tsx'

/** The fields that can be filtered by. */
export function filterFields(state: BoardState): readonly ViewField[] {
  const group = viewField(state, 'group')
  return [...viewFields(state), ...(group === undefined ? [] : [group])].filter(({ operators }) => operators.length > 0)
}

/** The fields as options, each with the mark of its kind. */
export function useFieldOptions(): readonly Option[] {
  const { state } = useScene()
  const { columnViews } = useKinds()
  const iconOf = ({ column, source }: ViewField): IconName =>
    source === undefined ? (column === 'group' ? 'group' : 'text') : (columnViews.get(source.kind.id)?.icon ?? 'text')
  return filterFields(state).map((field) => ({
    id: String(field.column),
    title: fieldTitle(field),
    icon: iconOf(field),
  }))
}

interface ColumnListProps {
  readonly onPick: (column: ViewColumn) => void
  readonly actions?: readonly OptionAction[]
}

/** Asks by which column to filter. */
export function ColumnList({ onPick, actions = [] }: ColumnListProps) {
  const { state } = useScene()
  const options = useFieldOptions()
  return (
    <OptionList
      label={t('Filter by')}
      placeholder={t('Filter by')}
      searchable
      selected={[]}
      options={options}
      actions={actions}
      onPick={(id) => {
        const field = filterFields(state).find(({ column }) => String(column) === id)
        if (field !== undefined) onPick(field.column)
      }}
    />
  )
}
