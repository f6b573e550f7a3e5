import type { IconName, MenuItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { KeyboardEvent } from 'react'
import { MenuButton } from '../../../shell/menu-button.tsx'
import {
  duplicateNode,
  freshId,
  indentNode,
  isGroup,
  nodesOf,
  outdentNode,
  placeOf,
  removeNode,
  stepNode,
  ungroup,
  type FilterGroup,
  type FilterNode,
} from '../model/filter-tree.ts'
import { useBuilder, type Builder } from './builder-context.tsx'

/** What can be done with a part, and by which keys. */
const acts = {
  up: (root: FilterGroup, id: number) => stepNode(root, id, -1),
  down: (root: FilterGroup, id: number) => stepNode(root, id, 1),
  in: indentNode,
  out: (root: FilterGroup, id: number) => outdentNode(root, id),
  remove: removeNode,
} as const

type Act = keyof typeof acts

const keys: Readonly<Record<string, Act>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
  Backspace: 'remove',
}

/** Where the focus goes when a part is taken away: to what stands beside it, else to what is around it. */
export function nextFocus(root: FilterGroup, id: number): number {
  const place = placeOf(root, id)
  if (place === undefined) return root.id
  const { group, index } = place
  const beside = group.parts[index + 1] ?? group.parts[index - 1]
  if (beside !== undefined) return beside.id
  return group.id === root.id ? root.id : nextFocus(root, group.id)
}

/**
 * Alt with an arrow moves the part that has the focus, nests it or takes it out; Alt with Backspace takes it away. Asked before
 * the controls in it are, which open by these arrows.
 */
export function nodeKeys(builder: Builder, event: KeyboardEvent<HTMLElement>): void {
  const act = keys[event.key]
  const { target, currentTarget } = event
  if (act === undefined || !event.altKey || !(target instanceof Element)) return
  // A list that a control has opened sends its keys here too; in a text these are the keys of its words.
  if (!currentTarget.contains(target) || (target.closest('input') !== null && act !== 'up' && act !== 'down')) return
  const id = Number(target.closest<HTMLElement>('[data-node]')?.dataset['node'])
  if (placeOf(builder.root, id) === undefined) return
  event.preventDefault()
  event.stopPropagation()
  perform(builder, id, act)
}

function perform({ root, change }: Builder, id: number, act: Act): void {
  change(acts[act](root, id), act === 'remove' ? nextFocus(root, id) : id)
}

/** The menu of a part. */
export function NodeMenu({ node }: { readonly node: FilterNode }) {
  const builder = useBuilder()
  const { root, change, mayBecome } = builder
  const item = (act: Act, title: string, icon: IconName, shortcut: string): MenuItem => ({
    id: act,
    title,
    icon,
    shortcut: `Alt ${shortcut}`,
    disabled: !mayBecome(acts[act](root, node.id)),
    onSelect: () => perform(builder, node.id, act),
  })
  const copy = duplicateNode(root, node.id)
  const loose = ungroup(root, node.id)
  return (
    <MenuButton
      label={isGroup(node) ? t('Menu of this group') : t('Menu of this condition')}
      align="end"
      sections={[
        {
          items: [
            item('up', t('Move up'), 'arrow-up', 'Up'),
            item('down', t('Move down'), 'arrow-down', 'Down'),
            item('in', t('Put into a group'), 'group', 'Right'),
            item('out', t('Take out of the group'), 'arrow-left', 'Left'),
          ],
        },
        {
          items: [
            {
              id: 'copy',
              title: t('Duplicate'),
              icon: 'copy',
              disabled: !mayBecome(copy),
              onSelect: () => change(copy, freshId(root)),
            },
            ...(isGroup(node)
              ? [
                  {
                    id: 'ungroup',
                    title: t('Ungroup'),
                    icon: 'open' as const,
                    disabled: !mayBecome(loose),
                    onSelect: () => change(loose, nodesOf(node)[1]?.id),
                  },
                ]
              : []),
            { ...item('remove', t('Remove'), 'trash', 'Backspace'), danger: true },
          ],
        },
      ]}
    />
  )
}
