import { DomainError, notFound, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { MemberId, Principal } from '@fulcrum/domain'
import type { ExportFormatEntry, ExportOrder, ExportStatus } from '@fulcrum/protocol'
import type { Readable } from 'node:stream'
import type { SyncNode } from '../node.ts'
import { accountState } from '../scopes/principals.ts'
import type { ExportFormat, ExportTable } from './export-format.ts'
import { checkFits, openTable } from './table.ts'

/** Files that one person may have asked for and not fetched, and all people together: each holds an order of rows. */
const maxOpenPerPerson = 4
const maxOpen = 40
/** An export that nobody asks about any more is forgotten. */
const idleMs = 10 * 60_000
const sweepMs = 60_000

/** Who exports. It is asked again for each piece of the file. */
export type AskPrincipal = () => Principal | null

/** A file that is ready to be written. */
export interface PreparedExport {
  readonly format: ExportFormat
  readonly fileName: string
  readonly table: ExportTable
}

interface OneExport extends PreparedExport {
  readonly id: string
  readonly memberId: MemberId
  readonly order: ExportOrder
  state: ExportStatus['state']
  done: number
  usedAt: number
  stream: Readable | null
}

/** The exports of this node: what people asked for, until they have fetched or forgotten it. */
export class Exports {
  private readonly node: SyncNode
  private readonly formats: readonly ExportFormat[]
  private readonly open = new Map<string, OneExport>()
  private readonly sweeper: NodeJS.Timeout

  constructor(node: SyncNode, formats: readonly ExportFormat[]) {
    this.node = node
    this.formats = formats
    this.sweeper = setInterval(() => this.sweep(), sweepMs)
    this.sweeper.unref()
  }

  /** The formats that can be written. */
  entries(): readonly ExportFormatEntry[] {
    return this.formats.map(({ id, label, description, extension }) => ({ format: id, label, description, extension }))
  }

  /** Makes a file ready: which rows, in which order. */
  async begin(memberId: MemberId, order: ExportOrder): Promise<ExportStatus> {
    this.refuseTooMany(memberId)
    const id = uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
    const prepared = await this.prepare(
      () => this.node.hub.principal(memberId),
      order,
      (done) => {
        const one = this.open.get(id)
        if (one) one.done = done
      },
    )
    const one: OneExport = { ...prepared, id, memberId, order, state: 'ready', done: 0, usedAt: 0, stream: null }
    this.open.set(id, one)
    return this.say(one)
  }

  status(memberId: MemberId, id: string): ExportStatus {
    return this.say(this.find(memberId, id))
  }

  /** Begins to write the file. A second fetch while the first is on its way is refused. */
  file(memberId: MemberId, id: string): PreparedExport & { readonly stream: Readable } {
    const one = this.find(memberId, id)
    if (one.state === 'running') throw new DomainError('conflict', 'This file is on its way already.')
    one.state = 'running'
    one.done = 0
    const stream = one.format.write(one.table, { mark: one.order.mark === true })
    one.stream = stream
    stream.once('close', () => {
      one.state = stream.readableEnded ? 'done' : 'failed'
      one.usedAt = performance.now()
    })
    return { ...one, stream }
  }

  /** Forgets an export, and cuts its file where it is on its way. */
  forget(memberId: MemberId, id: string): void {
    const one = this.find(memberId, id)
    this.open.delete(id)
    one.stream?.destroy()
  }

  /** Makes a file of a board ready for whoever asks: the one way to a file, for people and operators. */
  async prepare(ask: AskPrincipal, order: ExportOrder, onProgress: (done: number) => void): Promise<PreparedExport> {
    const format = this.formats.find(({ id }) => id === order.format)
    if (!format) {
      const known = this.formats.map(({ id }) => id).join(', ')
      throw new DomainError('invalid', `There is no format "${order.format.slice(0, 40)}". There are: ${known}.`)
    }
    const { hub, store } = this.node
    const seenNow = async () => {
      // Asked for, the board stays in memory, and with it what decides who sees it.
      await store.get(scopeOf('board', order.board))
      const principal = ask()
      return principal ? hub.boardFor(principal, order.board) : null
    }
    const sight = async () => (await seenNow())?.sight
    const look = async () => {
      const principal = ask()
      const board = (await seenNow())?.board
      if (!principal || !board) return null
      const item = await hub.farCells.itemsNamedOn(board, principal)
      return { outlook: await hub.farCells.seenBy(board, principal), item }
    }
    const before = await look()
    const seen = await sight()
    if (!seen || !before) throw notFound('board')
    const account = await accountState(store)
    const fields = account.record('account', store.accountId) ?? {}
    const day = store.day()
    const table = await openTable({
      seen: before,
      account,
      accountId: store.accountId,
      spec: order.view ?? null,
      reader: {
        memberId: ask()?.memberId ?? null,
        sight: seen,
        now: hub.executor.now(),
        today: day.today,
        locale: String(fields['locale'] ?? 'en'),
        timeZone: day.timeZone,
        weekStart: day.weekStart,
        search: order.search,
      },
      // Whoever sees less than when it began gets no more of it.
      seeAgain: async () => {
        const again = await look()
        return (await sight())?.fingerprint === seen.fingerprint ? again : null
      },
      onProgress,
    })
    checkFits(table, format)
    return { format, table, fileName: fileName(table.board.name, format.extension) }
  }

  stop(): void {
    clearInterval(this.sweeper)
    for (const { stream } of this.open.values()) stream?.destroy()
    this.open.clear()
  }

  private find(memberId: MemberId, id: string): OneExport {
    const one = this.open.get(id)
    if (!one || one.memberId !== memberId) throw notFound('export')
    one.usedAt = performance.now()
    return one
  }

  private say({ id, fileName, state, done, table }: OneExport): ExportStatus {
    return { id, fileName, state, done: state === 'done' ? table.count : done, total: table.count }
  }

  private refuseTooMany(memberId: MemberId): void {
    this.sweep()
    const all = [...this.open.values()].filter(({ state }) => state === 'ready' || state === 'running')
    const own = all.filter((one) => one.memberId === memberId)
    if (own.length < maxOpenPerPerson && all.length < maxOpen) return
    throw new DomainError('too-many', 'Too many files are being exported: fetch or cancel one first.', {
      limit: maxOpenPerPerson,
    })
  }

  private sweep(): void {
    for (const [id, { state, usedAt }] of this.open) {
      if (state !== 'running' && performance.now() - usedAt > idleMs) this.open.delete(id)
    }
  }
}

/** A name that every file system takes: `Sprint 12: plan` is `Sprint 12 plan.csv`. */
export function fileName(name: string, extension: string): string {
  const plain = name
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100)
    .trim()
  return `${plain === '' ? 'Board' : plain}${extension}`
}
