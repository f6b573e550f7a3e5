import type { Tabs } from './ports.ts'
import type { PeerNotice, TabMessage, UplinkEvent, UplinkRequest } from './uplink-messages.ts'
import type { Uplink } from './uplink.ts'

export interface TabLinkOptions {
  /** Null: there are no other tabs, and this one leads. */
  readonly tabs: Tabs | null
  /** Makes the uplink that this tab leads with, and starts it. */
  readonly becomeLeader: (name: string) => Promise<Uplink>
  readonly onEvent: (event: UplinkEvent) => void
  /** Another tab asked the leader for something. */
  readonly onOverheard: (request: UplinkRequest) => void
  readonly onNotice: (notice: PeerNotice) => void
  readonly onError: (error: unknown) => void
}

/** The way to the leader, which may be this tab. */
export interface TabLink {
  readonly leads: boolean
  /** Whether it is the only one that does. */
  readonly leadsAlone: boolean
  readonly start: () => void
  readonly request: (request: UplinkRequest) => void
  /** Tells this tab and all others what this tab's uplink told. */
  readonly emit: (event: UplinkEvent) => void
  readonly notify: (notice: PeerNotice) => void
  readonly stop: () => void
}

/** Makes the way to the leader. It listens at once, and asks from `start` on. */
export function createTabLink(options: TabLinkOptions): TabLink {
  const { tabs } = options
  const id = tabs?.id ?? 'only'
  let uplink: Uplink | null = null
  let stopped = false
  let release: () => void = () => {}
  function lead(): void {
    if (stopped) return
    options.becomeLeader(id).then((made) => {
      if (stopped) return made.stop()
      uplink = made
      // Whoever asked while nobody led asks again.
      made.take(id, { t: 'hello' })
    }, options.onError)
  }

  function hear(message: unknown): void {
    // @NOTE only tabs of the same origin and the same build speak on this channel.
    const said = message as TabMessage
    if ('request' in said) {
      uplink?.take(said.from, said.request)
      options.onOverheard(said.request)
    } else if ('event' in said) {
      // A leader that ends may still be heard by the next one, who knows better.
      if (!uplink) options.onEvent(said.event)
    } else options.onNotice(said.notice)
  }

  const unlisten = tabs?.listen(hear)
  return {
    get leads() {
      return uplink !== null
    },
    get leadsAlone() {
      return uplink !== null && (tabs?.exclusive ?? true)
    },
    start: () => {
      if (stopped) return
      if (!tabs) return lead()
      release = tabs.lead(lead)
      tabs.post({ from: id, request: { t: 'hello' } } satisfies TabMessage)
    },
    request: (request) => {
      // The leader's own commands die with it, and the next one reads all that is stored.
      if (uplink && request.t === 'storing') return
      uplink?.take(id, request)
      // The leader's own commands are told too: every tab shows them.
      if (!uplink || request.t === 'queued') tabs?.post({ from: id, request } satisfies TabMessage)
    },
    emit: (event) => {
      options.onEvent(event)
      // The others hear of the next leader, not of how this one ended.
      if (!stopped) tabs?.post({ from: id, event } satisfies TabMessage)
    },
    notify: (notice) => tabs?.post({ from: id, notice } satisfies TabMessage),
    stop: () => {
      if (stopped) return
      stopped = true
      if (!uplink) tabs?.post({ from: id, request: { t: 'bye' } } satisfies TabMessage)
      uplink?.stop()
      unlisten?.()
      release()
    },
  }
}
