import type { BoardColumn } from '@fulcrum/domain'
import { Button, type Anchor, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { Menu } from '../../../../shell/late-menu.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'

interface SceneMenuProps {
  readonly anchor: Anchor
  readonly label: string
  readonly sections: (scene: BoardScene) => readonly MenuSection[]
  readonly onClose: () => void
}

/** A menu that follows what is chosen in it: lines that keep it open show their marks at once, and none takes another back. */
function SceneMenu({ anchor, label, sections, onClose }: SceneMenuProps) {
  const scene = useScene()
  return <Menu open anchor={anchor} label={label} sections={sections(scene)} align="end" onClose={onClose} />
}

/** Chooses what the cards of a view show. */
export function CardsButton({ sections }: Pick<SceneMenuProps, 'sections'>) {
  const overlays = useOverlays()
  return (
    <Button
      variant="plain"
      icon="settings"
      aria-haspopup="menu"
      onClick={({ currentTarget }) =>
        overlays.show((close) => (
          <SceneMenu anchor={currentTarget} label={t('Cards')} sections={sections} onClose={close} />
        ))
      }
    >
      {t('Cards')}
    </Button>
  )
}

/** The columns that can stand on each card; `shown` are those that do, in their order. */
export function cardFieldSection(
  columns: readonly BoardColumn[],
  shown: readonly number[],
  onChange: (shown: readonly number[]) => void,
): MenuSection {
  return {
    title: t('On each card'),
    items: columns.map(({ number, title }) => ({
      id: String(number),
      title,
      checked: shown.includes(number),
      keepsOpen: true,
      onSelect: () => onChange(shown.includes(number) ? shown.filter((other) => other !== number) : [...shown, number]),
    })),
  }
}
