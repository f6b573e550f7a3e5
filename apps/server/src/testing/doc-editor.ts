import { must, scopeOf } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import { docRoot } from '@fulcrum/domain/doc-content'
import { createDocSession, memoryDocStorage } from '@fulcrum/client/docs'
import type { DocSession, DocStorage } from '@fulcrum/client/docs'
import type { ServerMessage } from '@fulcrum/protocol'
import * as Y from 'yjs'

/** A connection as an editor needs it: `open` is called at its beginning, once the doc's scope is open on the server. */
export interface EditorLine {
  readonly say: (message: object) => void
  readonly close: () => void
}

export interface EditorOptions {
  readonly doc: string
  readonly connect: (scope: Scope, hear: (message: ServerMessage) => void) => Promise<EditorLine>
  /** What of an earlier page is still stored. */
  readonly storage?: DocStorage
}

let editors = 0

/** Somebody with a doc open: the session of the client package, on a line that a test cuts and joins. */
export class DocEditor {
  readonly storage: DocStorage
  readonly errors: unknown[] = []
  session: DocSession
  private readonly options: EditorOptions
  private readonly scope: Scope
  private line: EditorLine | null = null
  private hear: (message: ServerMessage) => void = () => undefined

  constructor(options: EditorOptions) {
    this.options = options
    this.scope = scopeOf('doc', options.doc)
    this.storage = options.storage ?? memoryDocStorage()
    this.session = this.begin()
  }

  private begin(): DocSession {
    return createDocSession({
      docId: this.options.doc,
      storage: this.storage,
      key: `editor-${(editors += 1)}`,
      timers: {
        setTimeout: (call, delayMs) => setTimeout(call, delayMs),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
      onError: (error) => this.errors.push(error),
      openChannel: (listener) => {
        this.hear = (message) => {
          if (!('scope' in message) || message.scope !== this.scope) return
          if (message.t === 'opened' || message.t === 'resumed') listener({ t: 'open' })
          else if (message.t.startsWith('doc.')) listener(message as never)
        }
        return { send: (message) => this.line?.say(message), close: () => undefined }
      },
    })
  }

  async join(): Promise<void> {
    this.line = await this.options.connect(this.scope, (message) => this.hear(message))
  }

  cut(): void {
    this.line?.close()
    this.line = null
    this.session.cut()
  }

  /** The page is gone without a word, and opened again: what the browser had stored is all there is. */
  die(): void {
    this.cut()
    this.hear = () => undefined
    this.session = this.begin()
  }

  get root(): Y.XmlFragment {
    return this.session.doc.getXmlFragment(docRoot)
  }

  /** What it shows, node by node. */
  get shown(): string {
    return this.root.toArray().map(String).join('')
  }

  /** Adds a paragraph at a place. */
  write(text: string, at = this.root.length): void {
    this.session.doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(text)])
      this.root.insert(at, [paragraph])
    })
  }

  /** Does something at random: writes, types into what is there, marks it, or takes it away. */
  edit(random: () => number): void {
    const { root } = this
    const pick = Math.floor(random() * 10)
    if (root.length < 3 || pick < 3)
      return this.write(`${Math.floor(random() * 1e6)}`, Math.floor(random() * (root.length + 1)))
    const at = Math.floor(random() * root.length)
    const block: unknown = root.get(at)
    const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
    if (pick === 3 && root.length > 20) return root.delete(at, 1)
    if (!(text instanceof Y.XmlText)) return
    const place = Math.floor(random() * (text.length + 1))
    if (pick === 4 && text.length > 2) text.delete(Math.min(place, text.length - 2), 2)
    else if (pick === 5 && text.length > 1) text.format(0, Math.max(1, place), { bold: {} })
    else text.insert(place, String.fromCharCode(97 + Math.floor(random() * 26)))
  }

  /** Waits until something holds. */
  async until(what: string, holds: () => boolean, timeoutMs = 30_000): Promise<void> {
    const end = Date.now() + timeoutMs
    while (!holds()) {
      if (Date.now() > end)
        throw new Error(`${what}: ${JSON.stringify(this.session.status)} ${this.shown.slice(0, 300)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Waits until the server has all of it. */
  async settled(): Promise<void> {
    await this.until('settled', () => this.session.status.online && this.session.status.unsent === 0)
  }
}

/** A line to a node of this process. */
export function lineTo(
  makeSocket: () => {
    readonly session: { receive(text: string): void; ended(): void }
    say(message: object): void
    hello(client: string): Promise<unknown>
    onMessage: ((message: ServerMessage) => void) | null
  },
  newId: () => string,
): EditorOptions['connect'] {
  return async (scope, hear) => {
    const socket = makeSocket()
    await socket.hello(newId())
    socket.onMessage = hear
    socket.say({ t: 'open', scope })
    return {
      say: (message) => socket.say(message),
      close: () => {
        socket.onMessage = null
        socket.session.ended()
      },
    }
  }
}

/** A seeded sequence of numbers in [0, 1). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return must(state) / 2 ** 32
  }
}
