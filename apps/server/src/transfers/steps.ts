import type { Json } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { withRetry } from '../database/pool.ts'
import type { SyncNode } from '../node.ts'
import type { Asker } from '../scopes/executor.ts'
import { itemsWithMessages } from '../storage/items.ts'
import type { TransferPlan, TransferRun } from '../storage/transfer-runs.ts'

/** One step of a transfer: whether it was taken, and the row of the first item that came. */
export type StepOutcome =
  | { readonly ok: true; readonly row: number | null; readonly items: number }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** The commands of a step are numbered from a multiple of this: its own, then those for the messages of each item. */
const numbersPerStep = 100_000_000
const numbersPerThread = 1_000

/** How many steps a plan has: first the labels, then the items. */
export function stepCount({ labels, parts }: TransferPlan): number {
  return labels.length + parts.length
}

/**
 * Takes one step. Each of its commands has a number of its own under the transfer, so that a step which was cut off is taken
 * again from its beginning and does nothing twice.
 */
export async function takeStep(
  node: Pick<SyncNode, 'store' | 'executor' | 'hub'>,
  run: TransferRun,
  step: number,
): Promise<StepOutcome> {
  const { plan } = run
  const command: RunNumbered = (n, name, args) => {
    const asker: Asker = {
      principal: () => node.hub.principal(run.member),
      batch: run.id,
      client: { id: run.id, n: step * numbersPerStep + n },
      byItself: true,
    }
    return node.executor.run(asker, name, 1, args)
  }
  const label = plan.labels[step]
  if (label) {
    const answer = await command(0, 'column.update', { board: plan.to, ...label })
    return answer.ok ? { ok: true, row: null, items: 0 } : answer
  }
  const part = plan.parts[step - plan.labels.length]
  if (!part) return { ok: true, row: null, items: 0 }
  const { board, to, group, columns, also } = plan
  const args = { board, rows: part.rows, to, group, columns }
  const isMove = plan.how === 'move'
  const answer = isMove
    ? await command(0, 'item.moveToBoard', { ...args, ...(also.length > 0 && { also }) })
    : await command(0, 'item.copyToBoard', args)
  if (!answer.ok) return answer
  // @NOTE both commands answer with the rows that the items have now; copies are told with their originals.
  const { rows, copies = [] } = answer.result as unknown as { rows: number[]; copies?: Copy[] }
  if (plan.messages) {
    const refusal = await copyMessages(node, plan, copies, command)
    if (refusal) return refusal
  }
  return { ok: true, row: rows[0] ?? null, items: part.items }
}

type RunNumbered = (n: number, name: string, args: object) => Promise<Answer>

/** An item, and its copy. */
interface Copy {
  readonly item: string
  readonly copy: string
}

/**
 * Copies the messages of items, each thread in parts. Which have any is asked of the threads themselves: their boards count
 * them a moment later.
 */
async function copyMessages(
  { store }: Pick<SyncNode, 'store'>,
  { board, to }: TransferPlan,
  copies: readonly Copy[],
  command: RunNumbered,
): Promise<Extract<StepOutcome, { ok: false }> | null> {
  const items = copies.map(({ item }) => item)
  const talked = await withRetry(store.pool, (pool) => itemsWithMessages(pool, store.accountId, items))
  for (const [index, { item, copy }] of copies.entries()) {
    if (!talked.has(item)) continue
    let n = (index + 1) * numbersPerThread
    for (let after: Json | undefined; after !== null; n++) {
      const answer = await command(n, 'update.copy', { board, item, to, copy, ...(after !== undefined && { after }) })
      if (!answer.ok) return answer
      // @NOTE the command answers with the message behind which its next part begins.
      after = (answer.result as { next?: string | null } | null)?.next ?? null
    }
  }
  return null
}
