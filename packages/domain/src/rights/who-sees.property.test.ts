import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardReader } from '../board/board-reader.ts'
import { boardRole, can } from './can.ts'
import type { BoardResource, ColumnResource } from './can.ts'
import { slowBoardRole, slowCan } from './testing/oracle.ts'
import { rightsWorld } from './testing/worlds.ts'
import { whoSees } from './who-sees.ts'

/** A board without derived columns: all that is read of it is its columns. */
function readerOf(column: object): BoardReader {
  const reader = {
    boardId: 'board',
    records: () => new Map([['c', column]]).entries(),
    column: () => ({ kind: {} }),
  }
  // @NOTE the functions under test read nothing else of a board.
  return reader as unknown as BoardReader
}

test('who sees a board or a column is whom the oracle lets read it, and every reason would do alone', () => {
  let reasons = 0
  fc.assert(
    fc.property(rightsWorld, ({ principals, questions }) => {
      const people = principals.filter((principal) => principal.kind === 'member')
      for (const { action, resource } of questions) {
        if (action !== 'board.read' && action !== 'column.read') continue
        // @NOTE the world makes the resource that belongs to the action.
        const asked = resource as BoardResource & Partial<ColumnResource>
        const part = asked.column === undefined ? {} : { column: asked.column }
        const seers = whoSees(readerOf(asked.column ?? {}), asked, people, part)
        const ids = seers.map(({ memberId }) => memberId).sort()
        expect(ids).toEqual(people.flatMap((p) => (slowCan(p, action, asked) ? [p.memberId] : [])).sort())
        for (const { memberId, role, because } of seers) {
          const person = people.find((each) => each.memberId === memberId)
          if (person === undefined) throw new Error('a seer is one of the people')
          expect(role).toBe(slowBoardRole(person, asked))
          expect(because.length).toBeGreaterThan(0)
          for (const each of because) {
            reasons += 1
            const members = asked.members.filter(({ id, subject }) =>
              each.is === 'team' ? subject === 'team' && id === each.team : each.is === 'named' && id === memberId,
            )
            expect(can(person, 'board.read', { ...asked, members })).toBe(true)
          }
          const [first] = because
          if (first?.is === 'everybody') expect(boardRole(person, { ...asked, members: [] })).toBe(role)
        }
      }
    }),
    { numRuns: 2_000 },
  )
  expect(reasons).toBeGreaterThan(5_000)
})

test('a view of one’s own is seen by nobody else', () => {
  const board: BoardResource = { id: 'board', board: { name: 'Board', access: 'main' }, members: [] }
  const people = ['anna', 'ben'].map((id) => ({
    kind: 'member' as const,
    memberId: id as never,
    role: 'owner' as const,
    teamIds: [],
  }))
  expect(whoSees(readerOf({}), board, people, { view: { ownerId: 'anna' } }).map(({ memberId }) => memberId)).toEqual([
    'anna',
  ])
})
