import { defineColumn, fail, ok } from '@fulcrum/domain'
import type { ItemSight } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { connectedBoards, itemId, maxItems, readItem } from '../shared/connected-boards.ts'
import { joinList, splitList } from '../shared/lists.ts'
import { presence } from '../shared/operators.ts'

const settings = z.strictObject({
  boards: connectedBoards,
  /** Whether a cell may name more than one item. */
  several: z.boolean(),
})

export type ConnectSettings = z.infer<typeof settings>

/** Items of this board or of others. */
export const connectColumn = defineColumn({
  id: 'connect',
  label: 'Connection',
  description: 'Items of other boards: the epic of a task, the incidents of a release.',
  version: 1,
  migrations: [],
  settings,
  defaultSettings: { boards: [], several: true },
  storage: () => ({ items: 'refSet' }),
  defaultLane: 'items',
  value: z.array(itemId).check(
    z.overwrite((ids) => [...new Set(ids)]),
    z.minLength(1, 'Give at least one item, or null for none.'),
    z.maxLength(maxItems, `A cell names at most ${maxItems} items.`),
  ),
  check: (ids, { several }) => (several || ids.length === 1 ? null : 'This column takes one item.'),
  toLanes: (items) => ({ items }),
  fromLanes: (lane) => {
    const ids = lane('items') as readonly string[] | null
    return ids === null || ids.length === 0 ? null : [...ids]
  },
  operators: presence('items'),
  parse: (text, { several }, context) => {
    const ids: string[] = []
    for (const part of splitList(text)) {
      const found = readItem(part, context)
      if ('wrong' in found) return fail(found.wrong)
      if (!ids.includes(found.id)) ids.push(found.id)
    }
    if (ids.length === 0) return ok(null)
    if (!several && ids.length > 1) return fail('This column takes one item.')
    return ids.length > maxItems ? fail(`A cell names at most ${maxItems} items.`) : ok(ids)
  },
  format: (ids, _settings, { item }) => joinList(ids.map((id) => keyOf(id, item?.(id)))),
  display: (ids, _settings, { item }) => ids.map((id) => titleOf(item?.(id))).join(', '),
  sort: { lane: 'items' },
  group: { lane: 'items' },
  aggregates: ['filled', 'distinct'],
  defaultAggregate: null,
  searchLanes: [],
  roles: [],
  references: { lane: 'items', to: 'item' },
  connections: {
    of: ({ boards }) => ({ boards }),
    withPartner: (settings, board, partner) => ({
      ...settings,
      boards: settings.boards.some((entry) => entry.board === board)
        ? settings.boards.map((entry) => (entry.board === board ? { board, partner } : entry))
        : [...settings.boards, { board, partner }],
    }),
  },
  examples: [
    {
      settings: { boards: [{ board: '0190a000-0000-7000-8000-0000000000b1', partner: null }], several: true },
      values: [
        {
          value: ['0190a000-0000-7000-8000-000000000011', '0190a000-0000-7000-8000-000000000012'],
          text: '0190a000-0000-7000-8000-000000000011, 0190A000-0000-7000-8000-000000000012',
        },
        { value: ['0190a000-0000-7000-8000-000000000011'], text: ' 0190a000-0000-7000-8000-000000000011;' },
      ],
      badTexts: ['ENG-99999', 'The first item'],
      badValues: [[], 'ENG-1', ['ENG-1'], [7]],
    },
    {
      settings: { boards: [], several: false },
      values: [{ value: ['0190a000-0000-7000-8000-000000000012'], text: '0190a000-0000-7000-8000-000000000012' }],
      badTexts: ['0190a000-0000-7000-8000-000000000011, 0190a000-0000-7000-8000-000000000012'],
      badValues: [['0190a000-0000-7000-8000-000000000011', '0190a000-0000-7000-8000-000000000012']],
    },
  ],
})

/** The key by which an item is written; its id where it is not known, so that the text is read back to the same item. */
export function keyOf(id: string, sight: ItemSight | undefined): string {
  return sight?.is === 'item' ? sight.key : id
}

/** What people read of an item: its title, or why there is none. */
export function titleOf(sight: ItemSight | undefined): string {
  if (sight?.is === 'item') return sight.title
  return sight === undefined ? 'An item' : { gone: 'Source deleted', 'no-access': 'No access', loading: '…' }[sight.is]
}
