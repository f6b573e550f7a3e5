import type { CommandEnv } from '../command.ts'
import { Outlooks } from '../derived/outlooks.ts'
import type { BoardOutlook } from '../derived/outlook.ts'
import { must } from '../errors.ts'
import { BoardWriter } from '../transaction.ts'
import type { Blueprint } from './blueprint.ts'
import { draftBoards } from './draft.ts'
import { writeItems } from './write-draft.ts'

/**
 * Boards as they are going to look, with what follows from other boards of the set: nothing of them is made anywhere. The code of
 * all kinds has to be here.
 */
export function drawBoards(plans: readonly Blueprint[], env: CommandEnv): BoardOutlook[] {
  const drafts = draftBoards(plans, env)
  const states = new Map(drafts.map(({ plan, state }) => [String(plan.id), state]))
  for (const draft of drafts) {
    const writer = new BoardWriter(draft.state, env.now)
    writeItems(writer, draft, env)
    draft.state.patch(writer.write().patches, env.now, env.principal.memberId)
  }
  const outlooks = new Outlooks(env.kinds, (id) => states.get(id))
  return drafts.map(({ state }) => {
    const behind = outlooks.behind(state, () => new Set())
    for (const each of behind) while (each.deriveSome()) continue
    return must(behind.at(-1))
  })
}
