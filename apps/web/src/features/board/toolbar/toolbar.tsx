import { viewField } from '@fulcrum/domain'
import type { ViewColumn } from '@fulcrum/domain'
import { Button, Popover } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SortEditor, withParts } from '../lazy-parts.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene, type BoardScene } from '../scene.tsx'
import { viewBody } from '../views/all.ts'
import { FilterBar } from './filter-bar.tsx'
import { FindField } from './find-field.tsx'
import { HiddenButton } from './hidden-button.tsx'
import { NewItemButton } from './new-item-button.tsx'

/** The line above the table: find, filter, group, sort, hidden columns, new item. */
export function Toolbar({ onNewItem }: { readonly onNewItem: () => void }) {
  const scene = useScene()
  const overlays = useOverlays()
  const { view, spec, rights } = scene
  const sorts = spec.sort ?? []
  const kind = viewBody(scene.saved.kind)
  const { tools } = kind
  return (
    <div className="fb-tools" role="toolbar" aria-label={t('View')}>
      <div className="fb-tools-start">
        <FindField />
        <FilterBar />
      </div>
      <div className="fb-tools-end">
        {tools.group !== undefined && (
          <Button
            variant="plain"
            icon="group"
            aria-haspopup="menu"
            onClick={({ currentTarget }) =>
              withParts(({ groupSections }) => overlays.menu(currentTarget, t('Group by'), groupSections(scene), 'end'))
            }
          >
            {view.groupBy.column === 'group' ? tools.group : `${tools.group}: ${view.groupBy.title}`}
          </Button>
        )}
        {tools.sort && (
          <Button
            variant="plain"
            icon="sort"
            aria-haspopup="dialog"
            onClick={(event) => {
              const anchor = event.currentTarget
              overlays.show((close) => (
                <Popover open anchor={anchor} align="end" label={t('Sort')} onClose={close} className="fb-sort">
                  <SortEditor />
                </Popover>
              ))
            }}
          >
            {sortWords(scene, sorts)}
          </Button>
        )}
        {tools.hidden && <HiddenButton />}
        {'Tools' in kind && <kind.Tools />}
        {rights.edit && <NewItemButton onNewItem={onNewItem} />}
      </div>
    </div>
  )
}

function sortWords({ state }: BoardScene, sorts: readonly { readonly column: ViewColumn }[]): string {
  const first = sorts[0]
  if (first === undefined) return t('Sort')
  const title = viewField(state, first.column)?.title ?? t('Sort')
  return sorts.length === 1 ? title : `${title} +${sorts.length - 1}`
}
