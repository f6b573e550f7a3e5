import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { announce, Popover, type Anchor, type GridSection, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Overlays } from '../overlays.tsx'
import type { BoardScene } from '../scene.tsx'

/** The menu of a group of the board, or of the items that share a value. */
export function groupMenu(
  scene: BoardScene,
  section: GridSection,
  anchor: Anchor,
  overlays: Overlays,
  onSelect: (rowIds: readonly string[]) => void,
): readonly MenuSection[] {
  const { records, rights, structure, grid, model } = scene
  const at = records.groups.findIndex(({ id }) => id === section.id)
  const group = records.groups[at]
  const view: MenuSection = {
    items: [
      ...(rights.edit
        ? [
            {
              id: 'add',
              title: t('Add item'),
              icon: 'plus' as const,
              onSelect: () => void grid.current?.startAdd(section.id),
            },
          ]
        : []),
      {
        id: 'select',
        title: t('Select all items'),
        icon: 'checkbox',
        disabled: section.rowCount === 0,
        onSelect: () => onSelect(model?.rowIdsOf(section.id) ?? []),
      },
      {
        id: 'collapse-all',
        title: t('Collapse all groups'),
        icon: 'chevron-up',
        onSelect: () => model?.toggleAll(true),
      },
      { id: 'expand-all', title: t('Open all groups'), icon: 'chevron-down', onSelect: () => model?.toggleAll(false) },
    ],
  }
  if (group === undefined || !rights.structure) return [view]
  const move = (by: 1 | -1): void => {
    structure.moveGroup(group.id, by)
    announce(t('{title} moved to position {count}', { title: group.title, count: at + by + 1 }))
  }
  return [
    view,
    {
      items: [
        {
          id: 'rename',
          title: t('Rename'),
          icon: 'edit',
          onSelect: () =>
            overlays.ask(anchor, {
              label: t('Group name'),
              value: group.title,
              onAnswer: (title) => structure.updateGroup(group.id, { title }),
            }),
        },
        {
          id: 'colour',
          title: t('Colour'),
          icon: 'tag',
          onSelect: () =>
            overlays.show((close) => (
              <Popover open anchor={anchor} label={t('Colour')} onClose={close}>
                <ColourPalette
                  label={t('Colour')}
                  value={group.colour}
                  onChange={(colour) => {
                    structure.updateGroup(group.id, { colour })
                    close()
                  }}
                />
              </Popover>
            )),
        },
        {
          id: 'new',
          title: t('Add group below'),
          icon: 'plus',
          onSelect: () =>
            overlays.ask(anchor, {
              label: t('New group'),
              placeholder: t('Name, then Enter'),
              onAnswer: (title) => void structure.addGroup(title, group.id),
            }),
        },
        {
          id: 'up',
          title: t('Move up'),
          icon: 'arrow-up',
          disabled: at === 0,
          onSelect: () => move(-1),
        },
        {
          id: 'down',
          title: t('Move down'),
          icon: 'arrow-down',
          disabled: at === records.groups.length - 1,
          onSelect: () => move(1),
        },
      ],
    },
    {
      items: [
        {
          id: 'delete',
          title: t('Delete group'),
          icon: 'trash',
          danger: true,
          hint: t('Its items go to the trash with it'),
          onSelect: () => structure.removeGroup(group.id),
        },
      ],
    },
  ]
}
