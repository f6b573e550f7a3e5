import { itemKey, scopeOf, touchedRows } from '@fulcrum/domain'
import type { Patch } from '@fulcrum/domain'
import type { HomeChange } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import type { ScopeStore } from '../scopes/scope-store.ts'
import type { ReadBoard } from './home-boards.ts'
import { joinLiving } from './my-items.ts'

const maxBoards = 20
const changesOfBoard = 20
/** Changes of more than this are of many items: they say little of one. */
const maxPatches = 20_000
const maxRows = 20
const maxChanges = 12

type ItemPlace = Pick<HomeChange, 'board' | 'row'>

interface ChangeRow {
  readonly board: string
  readonly at: number
  readonly actor: string
  readonly patches: readonly Patch[]
}

/** Items that others changed on these boards, the latest first; changes of what the reader may not read are none. */
export async function changedByOthers(
  store: ScopeStore,
  boards: readonly ReadBoard[],
  { member, isSeen }: { readonly member: string; readonly isSeen: (item: ItemPlace) => boolean },
): Promise<HomeChange[]> {
  const looked = boards.slice(0, maxBoards)
  if (looked.length === 0) return []
  const { rows } = await withRetry(store.pool, (pool) =>
    pool.query<ChangeRow>({
      name: 'home-changes',
      text: `SELECT b.board, c.at, c.actor, c.patches
             FROM unnest($3::uuid[], $4::text[]) AS b(board, scope)
             CROSS JOIN LATERAL (
               SELECT at, actor, patches FROM (
                 SELECT at, actor, patches, historic FROM change
                 WHERE account = $1 AND scope = b.scope ORDER BY version DESC LIMIT ${changesOfBoard}) latest
               WHERE actor <> $2 AND NOT historic AND length(patches::text) < ${maxPatches}) c
             ORDER BY c.at DESC`,
      values: [store.accountId, member, looked.map(({ id }) => id), looked.map(({ id }) => scopeOf('board', id))],
    }),
  )
  const byId = new Map(looked.map((board) => [board.id, board]))
  const latest = new Map<string, Omit<HomeChange, 'id' | 'key' | 'title'>>()
  for (const { board, at, actor, patches } of rows) {
    const hidden = byId.get(board)?.hidden
    const seen = patches.filter((patch) => patch.op === 'cells' && !hidden?.has(Number(patch.column)))
    const touched = touchedRows(seen).filter((row) => isSeen({ board, row }))
    if (touched.length > maxRows) continue
    for (const row of touched) {
      const key = `${board} ${row}`
      if (!latest.has(key)) latest.set(key, { board, row, at, by: actor })
    }
  }
  const chosen = [...latest.values()].slice(0, maxChanges * 3)
  const { rows: items } = await withRetry(store.pool, (pool) =>
    pool.query<{ board: string; row: number; id: string; title: string | null }>({
      name: 'home-changed-items',
      text: `SELECT i.board, i.row, i.id, i.title FROM unnest($2::uuid[], $3::int[]) AS c(board, row)
             ${joinLiving('c')}`,
      values: [store.accountId, chosen.map(({ board }) => board), chosen.map(({ row }) => row)],
    }),
  )
  const known = new Map(items.map((item) => [`${item.board} ${item.row}`, item]))
  return chosen
    .flatMap((change): HomeChange[] => {
      const item = known.get(`${change.board} ${change.row}`)
      const prefix = byId.get(change.board)?.prefix ?? ''
      return item === undefined
        ? []
        : [{ ...change, id: item.id, key: itemKey(prefix, change.row), title: item.title ?? '' }]
    })
    .slice(0, maxChanges)
}
