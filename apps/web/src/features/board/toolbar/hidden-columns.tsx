import { Button, OptionList } from '@fulcrum/ui'
import { useKinds } from '../../../shell/client-context.tsx'
import { changeColumn } from '../model/view-state.ts'
import { useScene } from '../scene.tsx'
import { showAll, shownOrder } from '../shown-columns.ts'

/** The columns of the view: a click shows or hides one. */
export function HiddenColumns() {
  const scene = useScene()
  const { columnViews } = useKinds()
  const { view, spec, setSpec } = scene
  const columns = view.columns.filter(({ field }) => field.source !== undefined)
  return (
    <OptionList
      label="Columns that are shown"
      placeholder="Find a column"
      multiple
      options={columns.map(({ field }) => ({
        id: String(field.column),
        title: field.title,
        icon: (field.source && columnViews.get(field.source.kind.id)?.icon) ?? 'text',
      }))}
      selected={columns.filter(({ hidden }) => !hidden).map(({ field }) => String(field.column))}
      onPick={(id) => {
        const column = columns.find(({ field }) => String(field.column) === id)
        if (column === undefined) return
        const order = [...shownOrder(scene), ...(column.hidden ? [Number(id)] : [])]
        setSpec(changeColumn(spec, placeOf(spec, order, Number(id)), Number(id), { hidden: !column.hidden }))
      }}
      footer={
        columns.some(({ hidden }) => hidden) && (
          <Button variant="plain" size="small" onClick={() => setSpec(showAll(spec))}>
            Show all
          </Button>
        )
      }
    />
  )
}

/** The order of the view with a column in the place that the view gives it. */
function placeOf(
  spec: { readonly columns?: readonly { readonly column: number | 'title' }[] },
  order: readonly (number | 'title')[],
  column: number,
): readonly (number | 'title')[] {
  const named = (spec.columns ?? []).map((entry) => entry.column)
  const at = named.indexOf(column)
  if (at < 0) return order
  const next = named.slice(at + 1).find((other) => order.includes(other))
  const rest = order.filter((other) => other !== column)
  const place = next === undefined ? rest.length : rest.indexOf(next)
  return [...rest.slice(0, place), column, ...rest.slice(place)]
}
