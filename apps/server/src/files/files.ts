import { BoardState, DomainError, boardResource, can, notFound, scopeOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { UploadedFile } from '@fulcrum/protocol'
import type { Readable } from 'node:stream'
import type { SyncNode } from '../node.ts'
import { withFileLocked } from './file-lock.ts'
import { filesOf, placesOf, recordFile, sentBy } from './file-rows.ts'
import type { FileRow } from './file-rows.ts'
import { isHash } from './file-store.ts'
import type { FileStore } from './file-store.ts'
import { typeOfHead } from './file-type.ts'
import { tooLarge } from './folder-store.ts'
import { readableHashes } from './may-read.ts'

/** Files that one person may send at a time. */
const maxUploadsAtOnce = 12
/** Whoever has just sent a file sees it before the cell that is to hold it is written. */
const ownMs = 60 * 60 * 1_000

export interface UploadOrder {
  readonly board: string
  readonly column: number | undefined
  readonly name: string
  readonly body: Readable
  /** What the sender says the length is, if they do. */
  readonly announcedBytes: number | undefined
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
    await this.requireEditor(principal(), order)
    if ((order.announcedBytes ?? 0) > this.maxBytes) throw tooLarge(this.maxBytes)
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
      const staged = await this.store.stage(order.body, { maxBytes: this.maxBytes })
      try {
        // A large file takes its time: what was allowed at its beginning has to be allowed still.
        await this.requireEditor(principal(), order)
        const { hash, sizeBytes, head } = staged
        const found = typeOfHead(head)
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
  async open({ hash }: FileRow, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    const content = await this.store.open(hash, range)
    if (content === null)
      throw new DomainError('unavailable', 'This file is not where it should be: tell whoever runs this server.')
    return content
  }

  private async mayRead(principal: Principal, hash: string): Promise<boolean> {
    const { pool, accountId } = this.node.store
    const getBoard = (scope: Parameters<SyncNode['store']['get']>[0]) => this.node.store.get(scope)
    const places = await placesOf(pool, accountId, [hash])
    if ((await readableHashes(principal, places, getBoard)).has(hash)) return true
    // A token of some boards acts for them alone, whatever its member did elsewhere.
    if (principal.kind !== 'member' || principal.limits?.places) return false
    const since = this.node.executor.now() - ownMs
    return (await sentBy(pool, accountId, principal.memberId, { hashes: [hash], since })).has(hash)
  }

  private async requireEditor(principal: Principal, { board, column }: UploadOrder): Promise<void> {
    const { state } = await this.node.store.get(scopeOf('board', board))
    const found = state instanceof BoardState ? state : null
    const resource = found && boardResource(found, board)
    if (!found || !resource || !can(principal, 'board.read', resource)) throw notFound('board')
    if (!can(principal, 'item.edit', resource)) {
      throw new DomainError('forbidden', 'You have no right to attach files on this board.')
    }
    if (found.board['deletedAt'] !== undefined) {
      throw new DomainError('conflict', 'This board was deleted. Restore it first.')
    }
    if (column === undefined) return
    const fields = found.column(column)?.fields
    if (!fields || !can(principal, 'column.edit', { ...resource, column: fields })) throw notFound('column')
  }
}
