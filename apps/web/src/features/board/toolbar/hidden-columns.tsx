import { Button, OptionList } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useKinds } from '../../../shell/client-context.tsx'
import { fieldTitle } from '../model/field-title.ts'
import { changeColumn } from '../model/view-state.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { showAll, shownOrder } from '../shown-columns.ts'
import { showColourRules } from './show-colour-rules.tsx'

/** The columns of the view: a click shows or hides one. */
export function HiddenColumns() {
  const scene = useScene()
  const { columnViews } = useKinds()
  const overlays = useOverlays()
  const { view, spec, setSpec } = scene
  const columns = view.columns.filter(({ field }) => field.source !== undefined)
  return (
    <OptionList
      label={t('Columns that are shown')}
      placeholder={t('Find a column')}
      multiple
      options={columns.map(({ field }) => ({
        id: String(field.column),
        title: fieldTitle(field),
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
        <>
          {columns.some(({ hidden }) => hidden) && (
            <Button variant="plain" size="small" onClick={() => setSpec(showAll(spec))}>
              {t('Show all')}
            </Button>
          )}
          <Button
            variant="plain"
            size="small"
            icon="tag"
            onClick={(event) => showColourRules(overlays, event.currentTarget)}
          >
            {t('Colour by rules')}
          </Button>
        </>
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
