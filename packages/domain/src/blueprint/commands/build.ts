import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import { DomainError } from '../../errors.ts'
import { can } from '../../rights/can.ts'
import { scopeOf } from '../../scope.ts'
import { beginBoard, placeOfSet, ranksOfSet } from '../board-record.ts'
import { blueprint, maxBoardsAtOnce, maxItemsOfSet, setPlace } from '../blueprint.ts'
import { draftBoards } from '../draft.ts'
import { refuseBroken, refuseLooseEnds, writeDraft } from '../write-draft.ts'

/**
 * Makes boards whole, all of them or none: with columns, groups, views, items, and connections between them. One undo takes the
 * set away.
 */
export const buildBoards = defineCommand({
  name: 'board.build',
  version: 1,
  args: z.strictObject({
    ...setPlace,
    boards: z.array(blueprint).check(z.minLength(1), z.maxLength(maxBoardsAtOnce)),
  }),
  result: z.object({ boards: z.array(z.string()) }),
  serverOnly: true,
  rules: { none: 'Columns come with their items: it asks the rules of the plan itself, before anything is written.' },
  reads: ({ boards }, accountId) => ({
    lock: [scopeOf('account', accountId), ...boards.map(({ id }) => scopeOf('board', id))],
  }),
  can: (_states, { newFolder }, { principal }) =>
    can(principal, 'board.create', null) && (newFolder === undefined || can(principal, 'workspace.edit', null)),
  apply: (tx, { boards, ...place }, env) => {
    if (new Set(boards.map(({ id }) => id)).size < boards.length) {
      throw new DomainError('invalid', 'Two of these boards have the same id.', { field: 'boards' })
    }
    if (boards.reduce((sum, { items }) => sum + items.length, 0) > maxItemsOfSet) {
      throw new DomainError('too-many', `Boards are made with at most ${maxItemsOfSet} items at once.`, {
        limit: maxItemsOfSet,
      })
    }
    const account = tx.scope(scopeOf('account', env.accountId))
    const fields = placeOfSet(account, place, env)
    const drafts = draftBoards(boards, env)
    refuseLooseEnds(drafts)
    for (const draft of drafts) refuseBroken(draft, env)
    const ranks = ranksOfSet(boards.map(({ id }) => id))
    for (const [at, draft] of drafts.entries()) {
      const { id, name, description, access } = draft.plan
      const board = tx.board(id)
      beginBoard(
        board,
        account,
        {
          ...fields,
          name,
          rank: ranks[at] ?? '',
          ...(description !== undefined && { description }),
          ...(access !== undefined && { access }),
        },
        env,
      )
      writeDraft(board, draft, env)
    }
    return { boards: boards.map(({ id }) => id) }
  },
})
