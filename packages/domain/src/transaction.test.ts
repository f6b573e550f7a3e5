import { expect, test } from 'vitest'
import { BoardState } from './board/board-state.ts'
import { KindRegistry } from './column/kind-registry.ts'
import type { Patch } from './patch.ts'
import { scopeOf } from './scope.ts'
import { Transaction } from './transaction.ts'

const boardId = '01900000-0000-7000-8000-000000000001'

function patchesOf(rows: readonly number[], values: readonly string[]): readonly Patch[] {
  const scope = scopeOf('board', boardId)
  const transaction = new Transaction(new Map([[scope, new BoardState(scope, new KindRegistry([]))]]), 0)
  transaction.board(boardId).setCells('title', rows, values)
  return transaction.writes().flatMap(({ patches, inverse }) => [...patches, ...inverse])
}

test('of a row that is named twice the last value counts, and the patch names it once', () => {
  expect(patchesOf([4, 7, 4], ['first', 'other', 'last'])).toMatchObject([
    { rows: [4, 7], values: ['last', 'other'] },
    { rows: [4, 7], values: [null, null] },
  ])
})

test('one value for all rows stays one value', () => {
  expect(patchesOf([4, 4, 7], ['same'])).toMatchObject([
    { rows: [4, 7], values: ['same'] },
    { rows: [4, 7], values: [null, null] },
  ])
})
