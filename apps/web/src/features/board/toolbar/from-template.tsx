import { BoardState, scopeOf, templatesOf } from '@fulcrum/domain'
import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useScope } from '../../../shell/use-scope.ts'
import { showTemplates } from '../menus/template-menu.ts'
import { useOverlays } from '../overlays.tsx'
import { useScene } from '../scene.tsx'

/** Offers the board's templates, where it has any. */
export function FromTemplate() {
  const scene = useScene()
  const overlays = useOverlays()
  // Templates are none of the items that a view tells of.
  const handle = useScope(scopeOf('board', scene.boardId))
  const board = handle?.state
  if (!(board instanceof BoardState) || templatesOf(board).length === 0) return null
  return (
    <Button
      variant="primary"
      icon="chevron-down"
      aria-label={t('From a template')}
      title={t('From a template')}
      aria-haspopup="menu"
      onClick={({ currentTarget }) => showTemplates(scene, overlays, currentTarget)}
    />
  )
}
