import * as fc from 'fast-check'
import type { Json } from '../../json.ts'
import { accountRoles, boardRoles } from '../../principal.ts'
import type { Principal } from '../../principal.ts'
import type { MemberId } from '../../ids.ts'
import type { Fields } from '../../record.ts'
import type { Action, BoardResource } from '../can.ts'

/** An account with people, teams and one board with all that rules look at. */
export interface RightsWorld {
  readonly principals: readonly Principal[]
  readonly questions: readonly { readonly action: Action; readonly resource: unknown }[]
}

const people = ['anna', 'ben', 'cleo', 'dan', 'eva']
const teams = ['red', 'blue', 'green']
/** Somebody who left, and a team that is gone: grants and lists may still name them. */
const ids = [...people, ...teams, 'left', 'gone']

const names: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 }),
)

const grant = fc.record({
  id: fc.constantFrom(...ids),
  subject: fc.constantFrom('member', 'team'),
  role: fc.constantFrom(...boardRoles),
})

const board: fc.Arbitrary<Fields> = fc.record(
  {
    name: fc.constantFrom('Board', 'Board', 'Board', 'Board', undefined),
    access: fc.constantFrom('main', 'private', 'shareable', undefined),
    hidden: fc.constantFrom(true, undefined, undefined, undefined),
    createdBy: fc.constantFrom(...people, null),
    deletedAt: fc.constantFrom(undefined, undefined, 1),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Fields>

const ownerId = fc.constantFrom(...people, 'left', null)

/** Random worlds in which every action is asked of everybody. */
export const rightsWorld: fc.Arbitrary<RightsWorld> = fc
  .record({
    roles: fc.array(fc.constantFrom(...accountRoles), { minLength: people.length, maxLength: people.length }),
    memberships: fc.array(fc.subarray(teams), { minLength: people.length, maxLength: people.length }),
    board,
    grants: fc.uniqueArray(grant, { maxLength: 6, selector: ({ id }) => id }),
    columns: fc.array(fc.record({ readers: names, editors: names }), { minLength: 1, maxLength: 3 }),
    owners: fc.array(ownerId, { minLength: 1, maxLength: 3 }),
    role: fc.constantFrom(...accountRoles),
    nextRole: fc.constantFrom(...accountRoles, undefined),
  })
  .map((parts) => {
    const resource: BoardResource = { board: parts.board, members: parts.grants }
    const on = (...actions: Action[]) => actions.map((action) => ({ action, resource }))
    return {
      principals: [
        ...people.map((id, index): Principal => ({
          kind: 'member',
          memberId: id as MemberId,
          role: parts.roles[index] ?? 'guest',
          teamIds: parts.memberships[index] ?? [],
        })),
        { kind: 'system', memberId: null },
        { kind: 'operator', memberId: 'anna' as MemberId },
      ],
      questions: [
        ...(
          [
            'account.read',
            'account.manage',
            'member.contact',
            'workspace.create',
            'workspace.edit',
            'board.create',
            'doc.create',
          ] as const
        ).map((action) => ({ action, resource: null })),
        ...(['members', 'managers'] as const).map((makers) => ({
          action: 'board.create' as const,
          resource: { makers },
        })),
        { action: 'member.invite', resource: { role: parts.role } },
        {
          action: 'member.manage',
          resource: {
            memberId: 'ben',
            role: parts.role,
            ...(parts.nextRole !== undefined && { nextRole: parts.nextRole }),
          },
        },
        ...on(
          'board.read',
          'board.structure',
          'board.manage',
          'board.takeOver',
          'doc.read',
          'doc.edit',
          'doc.discuss',
          'doc.manage',
          'doc.takeOver',
          'item.edit',
          'item.create',
          'item.discuss',
        ),
        ...parts.columns.flatMap((column) => [
          { action: 'column.read' as const, resource: { ...resource, column } },
          { action: 'column.edit' as const, resource: { ...resource, column } },
        ]),
        ...parts.owners.flatMap((owner) => [
          { action: 'view.edit' as const, resource: { ...resource, ownerId: owner } },
          { action: 'update.edit' as const, resource: { ...resource, ownerId: owner } },
          { action: 'own.edit' as const, resource: { ownerId: owner } },
        ]),
      ],
    }
  })
