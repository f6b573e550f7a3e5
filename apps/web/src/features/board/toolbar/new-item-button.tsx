import { BoardState, scopeOf, templatesOf } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScope } from '../../../shell/use-scope.ts'
import { withParts } from '../lazy-parts.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** Makes an item of nothing; where the board has templates, a second button makes one of these. */
export function NewItemButton({ onNewItem }: { readonly onNewItem: () => void }) {
  const scene = useScene()
  const overlays = useOverlays()
  // Templates are none of the items that a view tells of.
  const handle = useScope(scopeOf('board', scene.boardId))
  const board = handle?.state
  const hasTemplates = scene.ready && board instanceof BoardState && templatesOf(board).length > 0
  return (
    <span className="fb-new">
      <Button variant="primary" icon="plus" shortcut="C" disabled={!scene.ready} onClick={onNewItem}>
        {t('New item')}
      </Button>
      {hasTemplates && (
        <Button
          variant="primary"
          icon="chevron-down"
          aria-label={t('From a template')}
          title={t('From a template')}
          aria-haspopup="menu"
          onClick={({ currentTarget }) =>
            withParts(({ showTemplates }) => showTemplates(scene, overlays, currentTarget))
          }
        />
      )}
    </span>
  )
}
