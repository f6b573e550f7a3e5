import type { Client } from '@fulcrum/client'
import type { Answer } from '@fulcrum/protocol'

/** What was run together: one entry in activity, one undo. */
export interface Work {
  readonly answers: readonly Promise<Answer>[]
  readonly batch: string | null
}

/** Takes back what was run together, once all of it is answered. */
export async function takeBack(client: Client, { answers, batch }: Work): Promise<void> {
  const done = await Promise.all(answers)
  if (batch !== null) {
    await client.query('change.undoBatch', { batch })
    return
  }
  for (const answer of done) {
    if (!answer.ok || answer.change === undefined) continue
    const at = Object.entries(answer.versions).map(([scope, version]) => ({ scope, version }))
    await client.run('change.undo', { change: answer.change, at }).done
  }
}
