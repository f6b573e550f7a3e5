import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { FromTemplate } from '../lazy-parts.ts'
import { useScene } from '../scene.tsx'

/** Makes an item of nothing; where the board has templates, a second button makes one of these. */
export function NewItemButton({ onNewItem }: { readonly onNewItem: () => void }) {
  const { ready } = useScene()
  return (
    <span className="fb-new">
      <Button variant="primary" icon="plus" shortcut="C" disabled={!ready} onClick={onNewItem}>
        {t('New item')}
      </Button>
      {ready && <FromTemplate />}
    </span>
  )
}
