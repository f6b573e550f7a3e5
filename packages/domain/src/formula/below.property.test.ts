import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardState } from '../board/board-state.ts'
import { DomainError, must } from '../errors.ts'
import { World } from '../testing/world.ts'
import { compileFormula, formulaReader, formulaSchema } from './index.ts'

/** The titles below an item, said by the parents of all items of the board. */
function slowBelow(board: BoardState, row: number, everything: boolean): string[] {
  const found: string[] = []
  for (let child = 0; child < board.rowCount; child++) {
    if (!board.exists(child) || !board.isLive(child) || board.system(child, 'parent') !== row) continue
    found.push(String(board.system(child, 'title')))
    if (everything) found.push(...slowBelow(board, child, true))
  }
  return found
}

const step = fc.tuple(fc.nat(5), fc.nat(99), fc.nat(99))

test('sub-items right below and of every depth are those that the parents of items say, whatever is moved and deleted', () => {
  let deepest = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
      const world = new World()
      const group = world.group('Group')
      const { board } = world
      for (let at = 0; at < 8; at++) world.item(`Item ${at}`, group, at > 2 ? { parent: at - 2 } : {})
      const right = titlesOf(board, '{Sub-items}')
      const all = titlesOf(board, '{All sub-items}')
      for (const [kind, first, second] of steps) {
        const row = first % board.rowCount
        const parent = second % board.rowCount
        try {
          if (kind < 3) world.run('item.move', { rows: [row], parent: kind === 0 ? null : parent })
          else if (kind === 3) world.run('item.delete', { rows: [row] })
          else if (kind === 4) world.run('item.restore', { rows: [row] })
          else world.run('item.create', { id: world.newId(), title: `New ${board.rowCount}`, parent })
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError)
        }
        for (let at = 0; at < board.rowCount; at++) {
          expect(right(at)).toEqual(slowBelow(board, at, false))
          expect(all(at)).toEqual(slowBelow(board, at, true))
          deepest = Math.max(deepest, all(at).length - right(at).length)
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(deepest).toBeGreaterThan(4)
})

function titlesOf(board: BoardState, text: string): (row: number) => readonly unknown[] {
  const { schema, reader } = board.derived
  const compiled = compileFormula(text, formulaSchema(schema))
  const { formula } = must(compiled.ok ? compiled : undefined, `${text} compiles`)
  return (row) => {
    const value = formula.evaluate(formulaReader(reader), row)
    return Array.isArray(value) ? value : []
  }
}
