import { DomainError, scopeOf } from '@fulcrum/domain'
import type { SharedNews } from '@fulcrum/protocol'
import { Readable } from 'node:stream'
import { networkOf } from '../auth/attempts.ts'
import type { Log } from '../database/database.ts'
import { repeat } from '../repeat.ts'
import type { Repeated } from '../repeat.ts'
import type { Hub } from '../sync/hub.ts'
import type { Sharing } from './sharing.ts'

/** Pages that one network may have open. */
const maxOfNetwork = 40
/** Pages that may be open by one link. */
const maxOfLink = 500
/** What another node ended is found by asking. */
const lookMs = 750
/** Pages ask again at most this often. */
const restMs = 1_000
/** A line is sent so often at least, so that a proxy keeps the connection. */
const beatMs = 20_000

interface Page {
  readonly link: string
  readonly pass: string
  readonly network: string
  readonly stream: Readable
  readonly gone: AbortController
}

/** Pages that are open by links: they hear that something changed, and that their link ended, and by what they hear nothing else. */
export class LivePages {
  private readonly pages = new Set<Page>()
  private readonly sharing: Sharing
  private readonly hub: Hub
  private readonly looking: Repeated
  private readonly stopListening: () => void

  constructor(sharing: Sharing, { hub, log }: { readonly hub: Hub; readonly log: Log }) {
    this.sharing = sharing
    this.hub = hub
    const onError = (error: unknown): void => log.error({ err: error }, 'links could not be looked at')
    this.stopListening = sharing.onChanged((id) => {
      this.look((page) => page.link === id).then(() => {
        for (const page of this.pages) if (page.link === id) tell(page, { t: 'changed' })
      }, onError)
    })
    this.looking = repeat(lookMs, () => this.look(), onError)
  }

  /** Follows a link's board for a page that got in; ends when the link does, or the page goes. */
  async follow(token: string, pass: string, address: string): Promise<Readable> {
    const { id, board } = await this.sharing.follow(token, pass)
    const network = networkOf(address)
    const all = [...this.pages]
    if (
      all.filter((page) => page.network === network).length >= maxOfNetwork ||
      all.filter(({ link }) => link === id).length >= maxOfLink
    ) {
      throw new DomainError('too-many', 'This board is open on many pages: it will not move by itself here.', {
        retryAfterMs: 60_000,
      })
    }
    const gone = new AbortController()
    const stream = new Readable({ read: () => undefined })
    const page = { link: id, pass, network, stream, gone }
    this.pages.add(page)
    stream.once('close', () => {
      gone.abort()
      this.pages.delete(page)
    })
    tell(page, { t: 'here' })
    void this.tellMoves(page, board)
    return stream
  }

  /** Ends all of them: they come back to another node. */
  async stop(): Promise<void> {
    this.stopListening()
    await this.looking.stop()
    for (const { stream } of this.pages) stream.push(null)
  }

  private async tellMoves(page: Page, board: string): Promise<void> {
    const { signal } = page.gone
    const scope = scopeOf('board', board)
    const versionNow = (): number | undefined => this.hub.store.peek(scope)?.state.version
    let version = versionNow()
    while (!signal.aborted) {
      if (version === versionNow()) await this.hub.moved(scope, beatMs, signal)
      if (signal.aborted) return
      const now = versionNow()
      tell(page, { t: now === version ? 'here' : 'changed' })
      version = now
      // What moves in the meantime is told of together.
      await new Promise((resolve) => setTimeout(resolve, restMs).unref())
    }
  }

  private async look(isMeant: (page: Page) => boolean = () => true): Promise<void> {
    const meant = [...this.pages].filter(isMeant)
    if (meant.length === 0) return
    const open = await this.sharing.stillOpen(new Map(meant.map(({ pass, link }) => [pass, link])))
    for (const page of meant) {
      if (open.has(page.pass)) continue
      tell(page, { t: 'ended' })
      page.stream.push(null)
      this.pages.delete(page)
      page.gone.abort()
    }
  }
}

function tell({ stream }: Page, news: SharedNews): void {
  if (!stream.readableEnded && !stream.destroyed) stream.push(`${JSON.stringify(news)}\n`)
}
