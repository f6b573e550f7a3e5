import type { Client } from '@fulcrum/client'
import type { Json } from '@fulcrum/domain'
import type { TransferPreview } from '@fulcrum/protocol'

/** So many items go with one command: few enough that others get their turn in between. */
const itemsAtOnce = 100

/** What is to be done, all of it decided. */
export interface TransferOrder {
  readonly board: string
  readonly to: string
  readonly group: number
  readonly how: 'move' | 'copy'
  readonly preview: TransferPreview
  /** Which column takes which, by their numbers. */
  readonly columns: readonly { readonly from: number; readonly to: number | null }[]
  /** Columns there that get the labels which they lack. */
  readonly labels: readonly { readonly id: string; readonly settings: Json }[]
  /** Whether copies get the messages of their originals. */
  readonly messages: boolean
}

export type TransferOutcome =
  | { readonly ok: true; readonly batch: string; readonly rows: readonly number[] }
  | { readonly ok: false; readonly message: string }

/**
 * Moves or copies items in parts, as one piece of work. Where a part is refused, what went before it is taken back: all of them
 * are there, or none.
 */
export async function runTransfer(
  client: Client,
  order: TransferOrder,
  onProgress: (items: number) => void,
): Promise<TransferOutcome> {
  const { board, to, group, how, preview, columns, labels } = order
  const batch = client.newId()
  const rows: number[] = []
  const steps = [
    ...labels.map(({ id, settings }) => ({ command: 'column.update', args: { board: to, id, settings }, items: 0 })),
    ...partsOf(preview.roots).map((part) => ({
      command: how === 'move' ? 'item.moveToBoard' : 'item.copyToBoard',
      args: {
        board,
        rows: part.map(({ row }) => row),
        to,
        group,
        columns: columns.map((each) => ({ ...each })),
        ...(how === 'move' && preview.also.length > 0 && { also: [...preview.also] }),
      },
      items: part.reduce((sum, { items }) => sum + items, 0),
    })),
  ]
  let [done, ran] = [0, 0]
  for (const { command, args, items } of steps) {
    const answer = await client.run(command, args, { batch }).done
    if (!answer.ok) {
      if (ran > 0) await client.query('change.undoBatch', { batch })
      return { ok: false, message: answer.message }
    }
    ran += 1
    done += items
    // @NOTE both commands answer with the rows that the items have now.
    const moved = answer.result as { rows?: number[]; threads?: Thread[] } | null
    if (items > 0) rows.push(...(moved?.rows ?? []))
    for (const thread of order.messages ? (moved?.threads ?? []) : []) {
      const message = await copyThread(client, { board, to, ...thread }, batch)
      if (message === null) continue
      await client.query('change.undoBatch', { batch })
      return { ok: false, message }
    }
    onProgress(done)
  }
  return { ok: true, batch, rows }
}

/** An item with messages, and its copy. */
interface Thread {
  readonly item: string
  readonly copy: string
}

/** Copies the messages of one item in parts. Gives why that was refused; null where all of them are there. */
async function copyThread(
  client: Client,
  thread: Thread & { readonly board: string; readonly to: string },
  batch: string,
): Promise<string | null> {
  for (let after: string | null | undefined; after !== null;) {
    const args = { ...thread, ...(after !== undefined && { after }) }
    const answer = await client.run('update.copy', args, { batch }).done
    if (!answer.ok) return answer.message
    // @NOTE the command answers with the message behind which its next part begins.
    after = (answer.result as { next?: string | null } | null)?.next ?? null
  }
  return null
}

/** Roots in parts that one command takes; a root with many sub-items goes alone. */
export function partsOf(roots: TransferPreview['roots']): TransferPreview['roots'][number][][] {
  const parts: TransferPreview['roots'][number][][] = []
  let room = 0
  for (const root of roots) {
    const part = parts.at(-1)
    if (part !== undefined && root.items <= room) {
      part.push(root)
      room -= root.items
    } else {
      parts.push([root])
      room = itemsAtOnce - root.items
    }
  }
  return parts
}
