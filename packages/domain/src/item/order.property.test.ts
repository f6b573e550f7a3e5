import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BoardState } from '../board/board-state.ts'
import { KindRegistry } from '../column/kind-registry.ts'
import type { Patch } from '../patch.ts'
import { rankBetween } from '../rank.ts'
import { scopeOf } from '../scope.ts'
import { neighbours } from './order.ts'

/** The slow plain version: all ranks of a container, sorted. */
function plainNeighbours(board: BoardState, group: number, after: number | null | undefined) {
  const ranks: string[] = []
  for (let row = 0; row < board.rowCount; row++) {
    const rank = board.system(row, 'rank')
    if (board.system(row, 'group') === group && board.system(row, 'parent') === null && typeof rank === 'string') {
      ranks.push(rank)
    }
  }
  ranks.sort((left, right) => (left < right ? -1 : 1))
  if (after === undefined) return { before: ranks.at(-1) ?? null, after: null }
  const anchor = after === null ? null : String(board.system(after, 'rank'))
  return { before: anchor, after: ranks.find((rank) => anchor === null || rank > anchor) ?? null }
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'rank', 'group', 'parent', 'takeBack' as const),
    row: fc.nat(30),
    group: fc.integer({ min: 1, max: 3 }),
    end: fc.constantFrom('first', 'last', 'behind' as const),
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  { maxLength: 60 },
)

test('the neighbours of a place are those that looking through all items finds', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const board = new BoardState(scopeOf('board', '0190a000-0000-7000-8000-000000000001'), new KindRegistry([]))
      for (const [index, { kind, row: anyRow, group, end, jitter }] of list.entries()) {
        const count = board.rowCount
        const row = count === 0 ? 0 : anyRow % count
        const isThere = board.system(row, 'group') === group && board.system(row, 'rank') !== null
        const behind = end === 'behind' && isThere ? row : null
        const after = end === 'last' ? undefined : behind
        const place = neighbours(board, { group, parent: null }, after)
        expect(place).toEqual(plainNeighbours(board, group, after))
        if (place.before !== null && place.after !== null && place.before >= place.after) continue
        const rank = rankBetween(place.before, place.after, jitter)
        const cells = (
          column: 'group' | 'rank' | 'parent' | 'createdAt',
          of: number,
          value: string | number | null,
        ): Patch => ({
          op: 'cells',
          column,
          rows: [of],
          values: [value],
        })
        const patches: Patch[] =
          kind === 'add' || kind === 'takeBack' || count === 0
            ? [cells('group', count, group), cells('rank', count, rank), cells('createdAt', count, index)]
            : kind === 'rank'
              ? [cells('rank', row, rank)]
              : kind === 'group'
                ? [cells('group', row, group)]
                : [cells('parent', row, board.system(row, 'parent') === null && row > 0 ? 0 : null)]
        const back = board.patch(patches, index, null)
        if (kind === 'takeBack') board.takeBack(back)
      }
    }),
  )
})
