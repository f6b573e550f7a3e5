import { BoardState, maxRankLength } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'

test('a place at which hundreds of items are put makes room for them, in memory and stored alike', async () => {
  const database = await testDatabase()
  const world = await makeWorld(database)
  try {
    const node = await world.node()
    const owner = await world.member(node, 'owner')
    const { board, scope, group } = await world.board(node, owner)
    const add = async (more: object): Promise<void> => {
      const args = { board, id: newId(), title: 'Item', group, ...more }
      const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, 'item.create', 1, args)
      expect(answer).toMatchObject({ ok: true })
    }
    await add({})
    for (let count = 0; count < 300; count++) await add({ after: 0 })

    const held = node.store.peek(scope)?.state
    const stored = await world.cold(scope)
    const placesOf = (state: BoardState) =>
      Array.from({ length: state.rowCount }, (_, row) => [
        state.system(row, 'rank'),
        state.system(row, 'updatedAt'),
        state.system(row, 'updatedBy'),
      ])
    expect(held).toBeInstanceOf(BoardState)
    expect(placesOf(stored)).toEqual(placesOf(held as BoardState))
    const ranks = placesOf(stored).map(([rank]) => String(rank))
    expect(Math.max(...ranks.map((rank) => rank.length))).toBeLessThanOrEqual(maxRankLength)
    const order = ranks.map((rank, row) => ({ rank, row })).sort((left, right) => (left.rank < right.rank ? -1 : 1))
    expect(order.map(({ row }) => row)).toEqual([0, ...Array.from({ length: 300 }, (_, at) => 300 - at)])
  } finally {
    await world.stop()
    await database.drop()
  }
})
