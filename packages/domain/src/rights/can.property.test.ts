import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountRoles, atLeast, boardRoles } from '../principal.ts'
import type { Principal } from '../principal.ts'
import { actions, boardRole, can } from './can.ts'
import type { BoardResource } from './can.ts'
import { slowCan } from './testing/oracle.ts'
import { rightsWorld } from './testing/worlds.ts'

const numRuns = Number(process.env['FULCRUM_RIGHTS_WORLDS'] ?? 20_000)

test('everybody may in every world what the slow oracle says, and nothing else', () => {
  const answers = new Map(actions.map((action) => [action, { yes: 0, no: 0 }]))
  fc.assert(
    fc.property(rightsWorld, ({ principals, questions }) => {
      for (const principal of principals) {
        for (const { action, resource } of questions) {
          // @NOTE the world makes the resource that belongs to the action.
          const answer = can(principal, action, resource as never)
          if (answer !== slowCan(principal, action, resource)) {
            throw new Error(
              `${JSON.stringify(principal)} ${action} ${JSON.stringify(resource)}: can says ${answer}, the oracle does not`,
            )
          }
          const count = answers.get(action)
          if (count && principal.kind === 'member') count[answer ? 'yes' : 'no'] += 1
        }
      }
    }),
    { numRuns },
  )
  // Each action was allowed and refused often; nobody is refused to read the account they belong to.
  for (const [action, { yes, no }] of answers) {
    expect(yes, `${action} was allowed`).toBeGreaterThan(numRuns / 20)
    if (action !== 'account.read') expect(no, `${action} was refused`).toBeGreaterThan(numRuns / 20)
  }
})

const member = (role: (typeof accountRoles)[number]): Principal => ({
  kind: 'member',
  memberId: 'anna' as never,
  role,
  teamIds: ['red'],
})

test('a stronger grant never takes a right away', () => {
  for (const role of accountRoles) {
    for (const access of ['main', 'private', 'shareable']) {
      const roleWith = (granted: string | null) =>
        boardRole(member(role), {
          board: { name: 'Board', access },
          members: granted === null ? [] : [{ id: 'red', subject: 'team', role: granted }],
        })
      const grants = [null, ...[...boardRoles].reverse()]
      for (let at = 1; at < grants.length; at++) {
        const [weaker, stronger] = [roleWith(grants[at - 1] ?? null), roleWith(grants[at] ?? null)]
        if (weaker !== null) expect(atLeast(stronger, weaker), `${role} ${access} ${grants[at]}`).toBe(true)
      }
    }
  }
})

test('who may not read a board may do nothing on it', () => {
  fc.assert(
    fc.property(rightsWorld, ({ principals, questions }) => {
      for (const principal of principals) {
        for (const { action, resource } of questions) {
          if (
            principal.kind !== 'member' ||
            !isBoard(resource) ||
            action === 'board.takeOver' ||
            action === 'doc.takeOver'
          )
            continue
          if (can(principal, 'board.read', resource)) continue
          expect(can(principal, action, resource as never), `${principal.role} ${action}`).toBe(false)
        }
      }
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  )
})

function isBoard(resource: unknown): resource is BoardResource {
  return typeof resource === 'object' && resource !== null && 'board' in resource
}
