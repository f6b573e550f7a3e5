import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Principal } from '../principal.ts'
import { can } from './can.ts'
import { rightsWorld } from './testing/worlds.ts'

const reads = ['account.read', 'member.contact', 'board.read', 'doc.read', 'column.read']
const global = ['account.read', 'member.contact']

test('a token never may more than its member, writes only where it was made to, and knows of no other place', () => {
  const count = { yes: 0, cut: 0 }
  fc.assert(
    fc.property(
      rightsWorld,
      fc.boolean(),
      fc.option(fc.record({ workspaces: fc.subarray(['w1', 'w2']), boards: fc.subarray(['b1', 'b2']) })),
      fc.constantFrom('b1', 'b2', 'b3'),
      fc.constantFrom('w1', 'w2', 'w3'),
      ({ principals, questions }, mayWrite, places, id, workspaceId) => {
        for (const member of principals) {
          if (member.kind !== 'member') continue
          const token: Principal = { ...member, limits: { mayWrite, places } }
          for (const { action, resource: asked } of questions) {
            const isBoard = typeof asked === 'object' && asked !== null && 'board' in asked
            // @NOTE a board's question is about a board of this id in this workspace.
            const resource = (
              isBoard ? { ...asked, id, board: { ...(asked.board as object), workspaceId } } : asked
            ) as never
            const inPlace =
              places === null ||
              global.includes(action) ||
              (isBoard && (places.boards.includes(id) || places.workspaces.includes(workspaceId)))
            const expected = can(member, action, resource) && (mayWrite || reads.includes(action)) && inPlace
            expect(can(token, action, resource), `${action} ${JSON.stringify(token.limits)}`).toBe(expected)
            count[expected ? 'yes' : 'cut'] += 1
          }
        }
      },
    ),
    { numRuns: 1_000 },
  )
  expect(Math.min(count.yes, count.cut)).toBeGreaterThan(1_000)
})
