import { viewField, viewFields } from '@fulcrum/domain'
import type { BoardViewSpec, ViewColumn, ViewField } from '@fulcrum/domain'
import { Button, IconButton, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScene } from '../scene.tsx'

type Sort = NonNullable<BoardViewSpec['sort']>

/** The keys by which the view is sorted, to be changed. */
export function SortEditor() {
  const { spec, setSpec, state } = useScene()
  const sort = spec.sort ?? []
  const set = (next: Sort): void => setSpec({ ...spec, sort: next })
  const fields: readonly ViewField[] = [
    ...viewFields(state),
    ...(['key', 'createdAt', 'updatedAt'] as const).flatMap((column) => viewField(state, column) ?? []),
  ]
  const options = fields.map(({ column, title }) => ({ id: String(column), title }))
  const columnOf = (id: string): ViewColumn | undefined => fields.find(({ column }) => String(column) === id)?.column
  const free = options.filter(({ id }) => !sort.some(({ column }) => String(column) === id))
  const replace = (index: number, key: Sort[number]): void => set(sort.map((other, at) => (at === index ? key : other)))
  return (
    <div className="fb-sort-keys">
      {sort.length === 0 && <p className="fb-quiet">{t('Items stand in the order in which people put them.')}</p>}
      {sort.map((key, index) => (
        <div key={String(key.column)} className="fb-sort-key">
          <span className="fb-quiet">{index === 0 ? t('By') : t('then')}</span>
          <Select
            label={index === 0 ? t('Sort by') : t('Then by')}
            hideLabel
            size="small"
            options={[...options.filter(({ id }) => id === String(key.column)), ...free]}
            value={String(key.column)}
            onChange={(id) => {
              const column = columnOf(id)
              if (column !== undefined) replace(index, { ...key, column })
            }}
          />
          <Button
            size="small"
            icon={key.direction === 'asc' ? 'arrow-up' : 'arrow-down'}
            onClick={() => replace(index, { ...key, direction: key.direction === 'asc' ? 'desc' : 'asc' })}
          >
            {key.direction === 'asc' ? t('Ascending') : t('Descending')}
          </Button>
          <IconButton
            icon="arrow-up"
            size="small"
            label={t('Sort by this first')}
            disabled={index === 0}
            onClick={() => set([key, ...sort.filter((other) => other !== key)])}
          />
          <IconButton
            icon="x"
            size="small"
            label={t('Remove')}
            onClick={() => set(sort.filter((other) => other !== key))}
          />
        </div>
      ))}
      {sort.length < 10 && free.length > 0 && (
        <Select
          label={t('Add')}
          hideLabel
          size="small"
          placeholder={sort.length === 0 ? t('Sort by …') : t('Then by …')}
          options={free}
          value={undefined}
          onChange={(id) => {
            const column = columnOf(id)
            if (column !== undefined) set([...sort, { column, direction: 'asc' }])
          }}
        />
      )}
    </div>
  )
}
