import { viewFields } from '@fulcrum/domain'
import type { ViewColumn } from '@fulcrum/domain'
import type { MenuItem, MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardScene } from '../scene.tsx'

/** By what the rows of a view can be grouped. */
export function groupSections({ state, spec, setSpec, view }: BoardScene): readonly MenuSection[] {
  const choose = (groupBy: ViewColumn | null): void => setSpec({ ...spec, groupBy })
  const fields = viewFields(state).filter(({ group, source }) => group !== undefined && source !== undefined)
  return [
    {
      items: [
        {
          id: 'groups',
          title: t('Groups of the board'),
          checked: view.groupBy.column === 'group',
          onSelect: () => choose(null),
        },
      ],
    },
    {
      title: t('By what is in a column'),
      items: fields.map(({ column, title }): MenuItem => ({
        id: String(column),
        title,
        checked: view.groupBy.column === column,
        onSelect: () => choose(column),
      })),
    },
  ]
}
