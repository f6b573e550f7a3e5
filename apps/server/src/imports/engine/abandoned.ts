import { BoardState, DomainError, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import type { SyncNode } from '../../node.ts'
import { takeBackBatch } from '../../scopes/batch.ts'
import { forgetOldImportRuns, openImportRuns, settleImportRun } from '../../storage/import-runs.ts'
import type { ImportRun } from '../../storage/import-runs.ts'
import { removeAbandonedBoards, whileUnheld } from './board-hold.ts'

type World = Pick<SyncNode, 'store' | 'executor'>

/** What became of one import whose process died. */
export interface TakenBack {
  readonly run: ImportRun
  readonly message: string
}

/**
 * Takes back what dead processes left of their imports: new boards go to the trash, boards that were there before get back what
 * they had, and imports that somebody was undoing are undone to the end. Imports that some process is still at are left alone. Cut
 * in the middle, the next call does the rest.
 */
export async function takeBackAbandoned(world: World, isStopping: () => boolean = () => false): Promise<TakenBack[]> {
  const { pool, accountId } = world.store
  const taken: TakenBack[] = []
  await removeAbandonedBoards(world)
  for (const { id, board } of await openImportRuns(pool, accountId)) {
    const outcome = await whileUnheld(pool, board, async () => {
      // One that ended since is not open any more: only under the lock is it known that nobody is at it.
      const run = (await openImportRuns(pool, accountId)).find((each) => each.id === id)
      if (!run) return undefined
      const message = await takeBackRun(world, run, isStopping)
      await settleImportRun(pool, accountId, id, { message })
      return { run, message }
    })
    if (outcome) taken.push(outcome)
  }
  await forgetOldImportRuns(pool, accountId)
  return taken
}

/** Takes back one import, or goes on with what its person began, and says in a sentence what came of it. */
async function takeBackRun(world: World, run: ImportRun, isStopping: () => boolean): Promise<string> {
  const { state } = await world.store.get(scopeOf('board', run.board))
  const isThere = state instanceof BoardState && state.board['deletedAt'] === undefined
  const began = `The server was ended while "${run.name}" was being ${run.takingBack ? 'taken back' : 'imported'}.`
  const hint = run.takingBack ? '' : ' Import the file again.'
  if (!isThere || state.board['hidden'] === true) {
    return run.takingBack
      ? `${began} Its board is in the trash.`
      : `${began} The new board was removed: import the file again.`
  }
  const board = `"${String(state.board['name'] ?? '')}"`
  // @NOTE who imports is a member.
  const principal = () => ({ kind: 'system', memberId: run.member as MemberId | null }) as const
  const onProgress = () => {
    if (isStopping()) throw new Error('The server ends: the next one takes back the rest.')
  }
  try {
    const own = run.id === run.batch ? {} : { own: run.id }
    const { changes, kept } = await takeBackBatch(world, { principal }, run.batch, { ...own, onProgress })
    const rest = kept === 0 ? '' : ` ${kept.toLocaleString('en')} cells were changed since and stay as they are.`
    const what = run.takingBack
      ? `It was gone on with in ${board}`
      : `All that it had written to ${board} was taken back`
    return `${began} ${what} (${changes.toLocaleString('en')} changes).${rest}${hint}`
  } catch (error) {
    const isNothing = error instanceof DomainError && (error.code === 'not-found' || error.code === 'conflict')
    if (!isNothing) throw error
    return run.takingBack
      ? `${began} It was done already.`
      : `${began} Nothing of it is left in ${board}: import the file again.`
  }
}
