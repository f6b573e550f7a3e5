import { scopeOf } from '@fulcrum/domain'
import type { BoardState, JsonObject, Principal } from '@fulcrum/domain'
import { Readable } from 'node:stream'
import { recordFile } from '../../files/file-rows.ts'
import type { FileStore } from '../../files/file-store.ts'
import { typeOfHead } from '../../files/file-type.ts'
import type { SyncNode } from '../../node.ts'
import type { Random } from '../../testing/fuzz/random.ts'
import { newId } from '../../testing/world.ts'

const steps = 40
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001000000000', 'hex')
const system: Principal = { kind: 'system', memberId: null }

/**
 * Puts files into cells of boards at random: several in a cell, one in several cells and under several names, pictures, empty ones,
 * addresses beside them; and takes some of it out again, by other values, by undo and with items that are deleted.
 */
export async function attachFiles(
  node: SyncNode,
  { random, store, boards }: { readonly random: Random; readonly store: FileStore; readonly boards: readonly string[] },
): Promise<void> {
  const { pool, accountId } = node.store
  const run = (command: string, args: object) => node.executor.run({ principal: () => system }, command, 1, args)
  const kept: JsonObject[] = []
  for (let at = 0; at < 8; at++) {
    const bytes = Buffer.from(Array.from({ length: at === 0 ? 0 : random.int(20_000) }, () => random.int(256)))
    const content = random.chance(0.3) ? Buffer.concat([png, bytes]) : bytes
    const staged = await store.stage(Readable.from([content]), { maxBytes: 100_000 })
    await staged.keep()
    const { hash, sizeBytes, head } = staged
    const found = typeOfHead(head)
    await recordFile(pool, accountId, { hash, sizeBytes, ...found }, null)
    kept.push({ hash, sizeBytes, type: found.type })
  }
  const someOf = () => {
    const chosen = kept.filter(() => random.chance(0.3)).map((file) => ({ ...file, name: `File ${random.int(9)}.bin` }))
    const link = { name: 'Elsewhere', url: `https://files.example/${random.int(9)}` }
    const entries = random.chance(0.2) ? [...chosen, link] : chosen
    return entries.length === 0 ? null : entries
  }
  for (const board of boards) {
    const made = await run('column.create', { board, id: newId(), kind: 'file', title: 'Files' })
    if (!made.ok) throw new Error(made.message)
    const { number: column } = made.result as { readonly number: number }
    for (let step = 0; step < steps; step++) {
      // @NOTE the scope's kind says that its state is a board's.
      const state = (await node.store.get(scopeOf('board', board))).state as BoardState
      const row = random.int(state.rowCount)
      // Some of it is refused: the row may be in the trash.
      const done = await run('item.setCells', { board, column, rows: [row], values: [someOf()] })
      const at = done.ok && Object.entries(done.versions).map(([scope, version]) => ({ scope, version }))
      if (done.ok && random.chance(0.2)) await run('change.undo', { change: done.change, at })
      if (random.chance(0.05)) await run('item.delete', { board, rows: [row] })
    }
  }
}
