import { viewField } from '@fulcrum/domain'
import type { FilterCondition, FilterSpec, ViewColumn, ViewField } from '@fulcrum/domain'
import { Chip, Popover, type Anchor } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { LocalCondition, withParts } from '../lazy-parts.ts'
import { withOperator } from '../model/conditions.ts'
import { fieldTitle } from '../model/field-title.ts'
import { conditionWords, filterWords, type FilterWordsContext } from '../model/filter-words.ts'
import { filterOf, filterParts } from '../model/view-state.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** The filter as chips; what must hold together stands side by side, what is nested is said in one chip that opens it. */
export function FilterChips() {
  const scene = useScene()
  const overlays = useOverlays()
  const { spec, setSpec, state } = scene
  const parts = filterParts(spec.filter)
  const words: FilterWordsContext = { ...scene.context, groups: scene.records.groups }
  const set = (next: readonly FilterSpec[]): void => setSpec({ ...spec, filter: filterOf(next) })
  const replace = (index: number, part: FilterSpec): void =>
    set(parts.map((other, at) => (at === index ? part : other)))
  const find = (column: ViewColumn) => viewField(state, column)

  return (
    <>
      {parts.map((part, index) => {
        const remove = (): void => set(parts.filter((_, at) => at !== index))
        const icon = index === 0 ? ({ icon: 'filter' } as const) : {}
        if (!('column' in part)) {
          return (
            <Chip
              key={index}
              {...icon}
              parts={[
                {
                  text: filterWords(part, find, words),
                  strong: true,
                  onPress: (anchor) =>
                    withParts(({ showBuilder }) => showBuilder(overlays, anchor, parts.length > 1 ? index : undefined)),
                },
              ]}
              onRemove={remove}
            />
          )
        }
        const field = find(part.column)
        const said = conditionWords(part, field, words)
        const edit = (anchor: Anchor): void => {
          if (field !== undefined) showCondition(overlays, anchor, part, field, (next) => replace(index, next))
        }
        const chooseOperator = (anchor: Anchor): void => {
          if (field === undefined) return
          overlays.menu(anchor, t('How to filter'), [
            {
              items: field.operators.map(({ id, label }) => ({
                id,
                title: told(label),
                checked: id === part.operator,
                onSelect: () => replace(index, withOperator(part, field, id)),
              })),
            },
          ])
        }
        return (
          <Chip
            key={index}
            {...icon}
            parts={[
              { text: said.column },
              { text: said.operator, onPress: chooseOperator },
              ...(said.value === null ? [] : [{ text: said.value, strong: true, onPress: edit }]),
            ]}
            onRemove={remove}
          />
        )
      })}
    </>
  )
}

function showCondition(
  overlays: ReturnType<typeof useOverlays>,
  anchor: Anchor,
  condition: FilterCondition,
  field: ViewField,
  onChange: (condition: FilterCondition) => void,
): void {
  overlays.show((close) => (
    <Popover open anchor={anchor} label={t('Filter by {title}', { title: fieldTitle(field) })} onClose={close}>
      <LocalCondition condition={condition} field={field} onChange={onChange} onDone={close} />
    </Popover>
  ))
}
