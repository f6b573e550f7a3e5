import {
  BoardState,
  DomainError,
  boardResource,
  can,
  limitsOfAsk,
  notFound,
  scopeOf,
  trashDays,
  wrongFile,
} from '@fulcrum/domain'
import type { FileLimits, Principal } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import type { Readable } from 'node:stream'
import { isShownTo } from '../docs/may-name.ts'
import type { SyncNode } from '../node.ts'
import { withFileLocked } from './file-lock.ts'
import { filesOf, messagesWith, placesOf, recordFile, sentBy } from './file-rows.ts'
import type { FileRow } from './file-rows.ts'
import { isHash, openKept } from './file-store.ts'
import type { ByteRange, FileStore } from './file-store.ts'
import { typeOfHead } from './file-type.ts'
import { tooLarge } from './meter.ts'
import { readableHashes, readableInMessages } from './may-read.ts'

/** Files that one person may send at a time. */
const maxUploadsAtOnce = 12
/** Whoever has just sent a file sees it before the cell that is to hold it is written. */
const ownMs = 60 * 60 * 1_000
const dayMs = 24 * ownMs

export interface UploadOrder {
  /** Null where it is for no board: then `requireRight` says who may. */
  readonly board: string | null
  readonly requireRight?: (principal: Principal) => void
  readonly column: number | undefined
  readonly name: string
  readonly body: Readable
  /** What the sender says the length is, if they do. */
  readonly announcedBytes: number | undefined
  /** A limit below that of all files. */
  readonly maxBytes?: number
}

/** The files of an account: who may send some where, and who may read which. */
export class Files {
  readonly maxBytes: number
  private readonly node: SyncNode
  private readonly store: FileStore
  private readonly running = new Map<string, number>()

  constructor(node: SyncNode, store: FileStore, { maxBytes }: { readonly maxBytes: number }) {
    this.node = node
    this.store = store
    this.maxBytes = maxBytes
  }

  /** Takes a file for a board on which this person edits items. It is kept for good when this returns. */
  async take(principal: () => Principal, order: UploadOrder): Promise<UploadedFile> {
    const { maxMegabytes = Infinity } = await this.requireEditor(principal(), order)
    const maxBytes = Math.min(order.maxBytes ?? this.maxBytes, maxMegabytes * 1024 ** 2)
    if ((order.announcedBytes ?? 0) > maxBytes) throw tooLarge(maxBytes)
    const { memberId } = principal()
    const sender = memberId ?? ''
    const running = this.running.get(sender) ?? 0
    if (running >= maxUploadsAtOnce) {
      throw new DomainError(
        'too-many',
        `At most ${maxUploadsAtOnce} files can be sent at a time: send the others afterwards.`,
        {
          limit: maxUploadsAtOnce,
        },
      )
    }
    this.running.set(sender, running + 1)
    try {
      const staged = await this.store.stage(order.body, { maxBytes })
      try {
        // A large file takes its time: what was allowed at its beginning has to be allowed still.
        const limits = await this.requireEditor(principal(), order)
        const { hash, sizeBytes, head } = staged
        const found = typeOfHead(head)
        const wrong = wrongFile({ name: order.name, type: found.type, sizeBytes }, limits)
        if (wrong !== null) throw new DomainError('invalid', wrong, { reason: 'file-refused' })
        const { pool, accountId } = this.node.store
        await withFileLocked(pool, hash, async (client) => {
          await staged.keep()
          const sender = memberId === null ? null : { member: memberId, board: order.board }
          await recordFile(client, accountId, { hash, sizeBytes, ...found }, sender)
        })
        return { name: order.name, sizeBytes, type: found.type, hash }
      } finally {
        await staged.drop()
      }
    } finally {
      const left = (this.running.get(sender) ?? 1) - 1
      if (left === 0) this.running.delete(sender)
      else this.running.set(sender, left)
    }
  }

  /** A file that this person may read; one answer for what is not there and what is not theirs. */
  async find(principal: Principal, hash: string): Promise<FileRow> {
    const { pool, accountId } = this.node.store
    if (!isHash(hash)) throw notFound('file')
    const file = (await filesOf(pool, accountId, [hash])).get(hash)
    if (file === undefined || !(await this.mayRead(principal, hash))) throw notFound('file')
    return file
  }

  /** The content of a file that was found, or a part of it. */
  open({ hash }: FileRow, range?: ByteRange): Promise<Readable> {
    return openKept(this.store, hash, range)
  }

  private async mayRead(asker: Principal, hash: string): Promise<boolean> {
    const { pool, accountId } = this.node.store
    const principal = await this.node.store.knowing(asker)
    const getBoard = (scope: Parameters<SyncNode['store']['get']>[0]) => this.node.store.get(scope)
    const places = await placesOf(pool, accountId, [hash])
    if ((await readableHashes(principal, places, getBoard)).has(hash)) return true
    // What a message showed lately stands in its earlier versions.
    const messages = await messagesWith(pool, accountId, [hash], this.node.executor.now() - trashDays * dayMs)
    if ((await readableInMessages(principal, messages, getBoard)).has(hash)) return true
    if (await isShownTo(this.node.store, principal, hash)) return true
    // A token of some boards acts for them alone, whatever its member did elsewhere.
    if (principal.kind !== 'member' || principal.limits?.places) return false
    const since = this.node.executor.now() - ownMs
    return (await sentBy(pool, accountId, principal.memberId, { hashes: [hash], since })).has(hash)
  }

  /** Gives the limits of the column for which it is. */
  private async requireEditor(principal: Principal, { board, column, requireRight }: UploadOrder): Promise<FileLimits> {
    requireRight?.(principal)
    if (board === null) return {}
    const { state } = await this.node.store.get(scopeOf('board', board))
    const found = state instanceof BoardState ? state : null
    const resource = found && boardResource(found, board)
    // Whoever answers a form reads nothing of the board for which its files are.
    const mayKnow = resource && (can(principal, 'board.read', resource) || can(principal, 'item.create', resource))
    if (!found || !resource || !mayKnow) throw notFound('board')
    // Whoever may say something may show something.
    if (
      !can(principal, 'item.create', resource) &&
      !(column === undefined && can(principal, 'item.discuss', resource))
    ) {
      throw new DomainError('forbidden', 'You have no right to attach files on this board.')
    }
    if (found.board['deletedAt'] !== undefined) {
      throw new DomainError('conflict', 'This board was deleted. Restore it first.')
    }
    if (column === undefined) return {}
    const asked = found.column(column)
    if (!asked || !can(principal, 'column.edit', { ...resource, column: asked.fields })) throw notFound('column')
    return limitsOfAsk(asked.kind.asks?.(asked.settings))
  }
}
