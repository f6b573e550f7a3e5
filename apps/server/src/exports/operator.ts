import { DomainError, isUuid, matchingKey } from '@fulcrum/domain'
import type { BoardViewSpec, Principal, ScopeReader } from '@fulcrum/domain'
import { scopeOf } from '@fulcrum/domain'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod/mini'
import type { SyncNode } from '../node.ts'
import type { OperatorHandler } from '../operations/operator.ts'
import { boardsNamed } from '../storage/boards.ts'
import type { Exports } from './exports.ts'

const request = z.strictObject({
  format: z.string(),
  board: z.string().check(z.minLength(1), z.maxLength(255)),
  file: z.string().check(z.minLength(1)),
  view: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  mark: z.optional(z.boolean()),
})

/** What is said when the file is there. */
export interface ExportDone {
  readonly file: string
  readonly rows: number
  readonly bytes: number
}

/** What is said on the way. */
export interface ExportStep {
  readonly done: number
  readonly total: number
}

const sayEveryMs = 500
const principal: Principal = { kind: 'operator', memberId: null }

/** `./fulcrum export FORMAT BOARD FILE`: writes a board beside the file's place, then puts it there. */
export function exportOperation(node: SyncNode, exports: Exports): OperatorHandler {
  return async (args, progress): Promise<ExportDone> => {
    const parsed = request.safeParse(args)
    if (!parsed.success) throw new DomainError('invalid', 'The export needs a format, a board and a file.')
    const { format, board: name, file, view, mark } = parsed.data
    const board = await boardOf(node, name)
    const { state } = await node.store.get(scopeOf('board', board))
    let saidAt = performance.now()
    let total = 0
    const order = { board: board as never, format, ...(mark !== undefined && { mark }), ...viewOf(state, view) }
    const prepared = await exports.prepare(
      () => principal,
      order,
      (done) => {
        if (performance.now() - saidAt < sayEveryMs) return
        saidAt = performance.now()
        progress({ done, total } satisfies ExportStep)
      },
    )
    total = prepared.table.count
    const half = `${file}.${process.pid}.part`
    try {
      const out = createWriteStream(half, { flags: 'wx' })
      await pipeline(prepared.format.write(prepared.table, { mark: mark === true }), out)
      await rename(half, file)
      return { file, rows: total, bytes: out.bytesWritten }
    } catch (error) {
      await rm(half, { force: true })
      throw error
    }
  }
}

async function boardOf({ store }: SyncNode, name: string): Promise<string> {
  const id = name.replace(/^board_/, '')
  if (isUuid(id)) return id
  const boards = (await boardsNamed(store.pool, store.accountId)).filter(
    (board) => matchingKey(board.name) === matchingKey(name),
  )
  const [only, another] = boards
  if (only === undefined) throw new DomainError('not-found', `There is no board "${name}".`)
  if (another === undefined) return only.id
  const ids = boards.map((board) => board.id).join(', ')
  throw new DomainError('invalid', `Several boards are called "${name}". Name one by its id: ${ids}.`)
}

/** The saved view of a board that everybody has. */
function viewOf(board: ScopeReader, name: string | undefined): { readonly view?: never } {
  if (name === undefined) return {}
  for (const [, fields] of board.records('view')) {
    const isNamed = matchingKey(String(fields['name'] ?? '')) === matchingKey(name)
    if (!isNamed || fields['deletedAt'] !== undefined || (fields['ownerId'] ?? null) !== null) continue
    // @NOTE a view's spec was checked by its schema when it was saved.
    return { view: (fields['spec'] ?? {}) as BoardViewSpec as never }
  }
  throw new DomainError('not-found', `The board has no view "${name}" that everybody has.`)
}
