import { commandNamed, idOf, notFound, scopeArg, undoStack } from '@fulcrum/domain'
import type { StackStep } from '@fulcrum/domain'
import type { StackAnswer, StackChange } from '@fulcrum/protocol'
import * as z from 'zod/mini'
import { withRetry } from '../database/pool.ts'
import { changesOfActor, placesOfChanges } from '../storage/log.ts'
import { defineQuery, ownId } from './query.ts'

const stackChange = z.object({
  change: idOf('change'),
  command: z.string(),
  at: z.array(z.object({ scope: scopeArg, version: z.int() })),
  batch: z.optional(idOf('batch')),
})

/** What undo and redo would take next in a scope, by the person's own changes there. */
export const changeStack = defineQuery({
  name: 'change.stack',
  args: z.strictObject({ scope: scopeArg }),
  result: z.object({ undo: z.array(stackChange), redo: z.array(stackChange) }),
  answer: async ({ hub, principal }, { scope: asked }): Promise<StackAnswer> => {
    const { store } = hub
    const own = ownId(principal)
    await store.get(asked)
    if (hub.sightOf(principal, asked, asked.startsWith('board:') ? asked : null) === undefined) throw notFound('board')
    const changes = await withRetry(store.pool, (pool) => changesOfActor(pool, store.accountId, asked, own, 200))
    const stack = undoStack(
      changes.map(({ id, cause, command, batch }) => ({
        id,
        cause,
        undoable: commandNamed(command)?.undo === undefined,
        batch,
      })),
    )
    const latest = { undo: stack.undo.slice(-50), redo: stack.redo.slice(-50) }
    const named = new Set([...latest.undo, ...latest.redo].map(({ id }) => id))
    const wide = changes.filter(({ id, span }) => span > 1 && named.has(id))
    const places = await withRetry(store.pool, (pool) => placesOfChanges(pool, store.accountId, wide))
    const describe = ({ id, batch }: StackStep): StackChange[] => {
      const change = changes.find((candidate) => candidate.id === id)
      if (!change) return []
      const at = places.get(id) ?? [{ scope: asked, version: change.version }]
      return [{ change: id, command: change.command, at, ...(batch !== undefined && { batch }) }]
    }
    return { undo: latest.undo.flatMap(describe).reverse(), redo: latest.redo.flatMap(describe).reverse() }
  },
})
