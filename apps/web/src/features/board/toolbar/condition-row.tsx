import type { Json } from '@fulcrum/domain'
import { Button, Icon, IconButton, Popover, Select } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useRef, useState } from 'react'
import { withOperator } from '../model/conditions.ts'
import { fieldTitle } from '../model/field-title.ts'
import { removeNode, type FilterLeaf } from '../model/filter-tree.ts'
import { conditionWords } from '../model/filter-words.ts'
import { useScene } from '../scene.tsx'
import { useBuilder } from './builder-context.tsx'
import { filterFields, useFieldOptions } from './column-list.tsx'
import { ConditionValue } from './condition-value.tsx'
import { NodeMenu, nextFocus } from './node-menu.tsx'

/** Editors of these stand in the line itself; those of others open beside it. */
const inLine: ReadonlySet<string> = new Set(['text', 'number'])

/** One condition of the builder: by which column, how, and by what. */
export function ConditionRow({ leaf }: { readonly leaf: FilterLeaf }) {
  const { state, context, records } = useScene()
  const { root, find, change, setCondition, editing, setEditing } = useBuilder()
  const options = useFieldOptions()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const row = useRef<HTMLDivElement>(null)
  const { condition, id } = leaf
  const field = find(condition.column)
  const operator = field?.operators.find((candidate) => candidate.id === condition.operator) ?? field?.operators[0]
  const isNew = editing === id
  useEffect(() => {
    if (!isNew || row.current === null) return
    setEditing(undefined)
    const value = row.current.querySelector<HTMLElement>('.fb-value input, .fb-value button')
    value?.focus()
    if (value instanceof HTMLButtonElement) setAnchor(value)
  }, [isNew, setEditing])
  const drop = (): void => change(removeNode(root, id), nextFocus(root, id))
  const remove = <IconButton icon="x" size="small" label={t('Remove this condition')} onClick={drop} />
  if (field === undefined || operator === undefined) {
    return (
      <div ref={row} className="fb-row">
        <span className="fb-gone">
          <Icon name="warning" size={14} /> {t('a column that is gone')}
        </span>
        {remove}
      </div>
    )
  }
  const setValue = (value: Json): void => setCondition(id, { column: field.column, operator: operator.id, value })
  const words = conditionWords(condition, field, { ...context, groups: records.groups })
  const value = (
    <ConditionValue
      key={operator.id}
      operator={operator}
      field={field}
      value={condition.value ?? null}
      onChange={setValue}
      onDone={() => setAnchor(null)}
      takesFocus={!inLine.has(operator.takes)}
    />
  )
  return (
    <div ref={row} className="fb-row" role="group" aria-label={Object.values(words).join(' ')}>
      <Select
        label={t('Column')}
        hideLabel
        size="small"
        options={options}
        value={String(field.column)}
        onChange={(chosen) => {
          const next = filterFields(state).find(({ column }) => String(column) === chosen)
          if (next === undefined || next.column === field.column) return
          setCondition(id, { column: next.column, operator: next.operators[0]?.id ?? '' })
          setEditing(id)
        }}
      />
      <Select
        label={t('How')}
        hideLabel
        size="small"
        options={field.operators.map(({ id: own, label }) => ({ id: own, title: told(label) }))}
        value={operator.id}
        onChange={(chosen) => setCondition(id, withOperator(condition, field, chosen))}
      />
      <div className="fb-value">
        {operator.takes === 'nothing' ? null : inLine.has(operator.takes) ? (
          value
        ) : (
          <Button
            size="small"
            aria-haspopup="dialog"
            aria-expanded={anchor !== null}
            data-empty={words.value === '…' || undefined}
            onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
          >
            <span className="fu-truncate">{words.value === '…' ? t('Choose …') : words.value}</span>
          </Button>
        )}
      </div>
      <span className="fb-row-end">
        {remove}
        <NodeMenu node={leaf} />
      </span>
      {anchor !== null && (
        <Popover
          open
          anchor={anchor}
          label={t('Filter by {title}', { title: fieldTitle(field) })}
          onClose={() => setAnchor(null)}
        >
          {value}
        </Popover>
      )}
    </div>
  )
}
