import { Button, IconButton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { engine, FilterChips, withParts } from '../lazy-parts.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'
import { filterParts } from '../model/view-state.ts'

/** The filter, and what adds to it. */
export function FilterBar() {
  const scene = useScene()
  const overlays = useOverlays()
  const Keys = engine.here()?.BarParts
  const isFiltered = filterParts(scene.spec.filter).length > 0
  return (
    <>
      {Keys !== undefined && <Keys />}
      {isFiltered && <FilterChips />}
      <Button
        variant="plain"
        icon="plus"
        onClick={({ currentTarget }) => withParts(({ showNewFilter }) => showNewFilter(scene, overlays, currentTarget))}
        aria-haspopup="dialog"
      >
        {t('Filter')}
      </Button>
      {isFiltered && (
        <IconButton
          icon="sliders"
          label={t('Edit the filter as groups')}
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => withParts(({ showBuilder }) => showBuilder(overlays, currentTarget))}
        />
      )}
    </>
  )
}
