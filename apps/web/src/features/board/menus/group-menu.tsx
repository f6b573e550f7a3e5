import { ColourPalette } from '@fulcrum/ui/colour-palette'
import { Popover, type Anchor, type GridSection, type MenuSection } from '@fulcrum/ui'
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
              title: 'Add item',
              icon: 'plus' as const,
              onSelect: () => void grid.current?.startAdd(section.id),
            },
          ]
        : []),
      {
        id: 'select',
        title: 'Select all items',
        icon: 'checkbox',
        disabled: section.rowCount === 0,
        onSelect: () => onSelect(model?.rowIdsOf(section.id) ?? []),
      },
      {
        id: 'collapse-all',
        title: 'Collapse all groups',
        icon: 'chevron-up',
        onSelect: () => model?.toggleAll(true),
      },
      { id: 'expand-all', title: 'Open all groups', icon: 'chevron-down', onSelect: () => model?.toggleAll(false) },
    ],
  }
  if (group === undefined || !rights.structure) return [view]
  return [
    view,
    {
      items: [
        {
          id: 'rename',
          title: 'Rename',
          icon: 'edit',
          onSelect: () =>
            overlays.ask(anchor, {
              label: 'Group name',
              value: group.title,
              onAnswer: (title) => structure.updateGroup(group.id, { title }),
            }),
        },
        {
          id: 'colour',
          title: 'Colour',
          icon: 'tag',
          onSelect: () =>
            overlays.show((close) => (
              <Popover open anchor={anchor} label="Colour" onClose={close}>
                <ColourPalette
                  label="Colour"
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
          title: 'Add group below',
          icon: 'plus',
          onSelect: () =>
            overlays.ask(anchor, {
              label: 'New group',
              placeholder: 'Name, then Enter',
              onAnswer: (title) => void structure.addGroup(title, group.id),
            }),
        },
        {
          id: 'up',
          title: 'Move up',
          icon: 'arrow-up',
          disabled: at === 0,
          onSelect: () => structure.moveGroup(group.id, -1),
        },
        {
          id: 'down',
          title: 'Move down',
          icon: 'arrow-down',
          disabled: at === records.groups.length - 1,
          onSelect: () => structure.moveGroup(group.id, 1),
        },
      ],
    },
    {
      items: [
        {
          id: 'delete',
          title: 'Delete group',
          icon: 'trash',
          danger: true,
          hint: 'Its items go to the trash with it',
          onSelect: () => structure.removeGroup(group.id),
        },
      ],
    },
  ]
}
