import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountRole } from '@fulcrum/domain'
import { protocolVersion } from '@fulcrum/protocol'
import type { InvitationAnswer, ServerMessage, SessionAnswer } from '@fulcrum/protocol'
import { WebSocket } from 'ws'
import { startServer } from '../compose.ts'
import { readConfig } from '../config/config.ts'
import { newId } from './world.ts'

const testSecret = 'a secret that all servers of a test share'

/** A whole server of this test, reached over HTTP like any other. */
export interface BootedServer {
  readonly url: string
  /** The token of the first owner's link. */
  readonly ownerToken: string
  stop(): Promise<void>
}

/** A server of this very process. */
export interface LocalServer extends BootedServer {
  readonly dataDir: string
}

/** Boots a server beside a database; several may share one. */
export async function bootServer(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<LocalServer> {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-server-'))
  // Where the public address is another, we must know the port to reach it by.
  const port = env['FULCRUM_URL'] === undefined ? 0 : await freePort()
  const config = readConfig(
    { port: String(port), data: dir },
    {
      DATABASE_URL: databaseUrl,
      FULCRUM_LOG: 'silent',
      FULCRUM_SECRET: testSecret,
      // Tests say where a browser is by the header that a proxy would set.
      TRUST_PROXY: '127.0.0.1',
      ...env,
    },
  )
  const server = await startServer(config)
  return {
    url: port === 0 ? server.address : `http://127.0.0.1:${port}`,
    dataDir: dir,
    ownerToken: tokenOf(server.ownerLink ?? ''),
    async stop() {
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The token in a link. */
export function tokenOf(link: string): string {
  return link.slice(link.indexOf('#') + 1)
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  // @NOTE tests say what they expect; a wrong guess fails the test.
  readonly body: never
}

export const goodPassword = 'tall green bicycles'

/** A browser: it keeps its cookies and calls routes, each browser from an address of its own. */
export class TestBrowser {
  /** The session's cookie. */
  cookie = ''
  /** The cookie that says who used this browser before. */
  known = ''
  server: BootedServer
  readonly headers: Readonly<Record<string, string>>

  constructor(server: BootedServer, headers: Readonly<Record<string, string>> = {}) {
    this.server = server
    this.headers = { 'x-forwarded-for': newAddress(), ...headers }
  }

  async post(route: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
    return this.ask(route, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  async get(route: string): Promise<HttpAnswer> {
    return this.ask(route, {})
  }

  async ask(route: string, init: RequestInit): Promise<HttpAnswer> {
    const response = await fetch(`${this.server.url}${route}`, {
      redirect: 'manual',
      ...init,
      headers: { ...this.headers, cookie: `${this.cookie}; ${this.known}`, ...(init.headers as object) },
    })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as never }
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';')
    if (pair.includes('-known')) this.known = pair
    else this.cookie = line.includes('Max-Age=0') ? '' : pair
  }

  /** Posts what must succeed. */
  async must<T>(route: string, body: unknown = {}): Promise<T> {
    const answer = await this.post(route, body)
    if (answer.status !== 200) throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** Opens a socket and says hello; undefined where it is refused. */
  async socket(headers: Readonly<Record<string, string>> = {}): Promise<TestWire | undefined> {
    const socket = new WebSocket(`${this.server.url.replace('http', 'ws')}/sync`, {
      headers: { ...this.headers, cookie: this.cookie, ...headers },
    })
    const wire = new TestWire(socket)
    const opened = await new Promise<boolean>((resolve) => {
      socket.once('open', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (!opened) return undefined
    wire.say({ t: 'hello', protocol: protocolVersion, client: newId() })
    await wire.wait(({ t }) => t === 'welcome')
    return wire
  }
}

function newAddress(): string {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3))
  return `10.${a}.${b}.${c}`
}

/** A socket with what it received. */
export class TestWire {
  readonly received: ServerMessage[] = []
  /** When the socket closed, by `performance.now()`. */
  readonly closed: Promise<number>
  private readonly socket: WebSocket

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => this.received.push(JSON.parse(String(data)) as ServerMessage))
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve(performance.now()))
    })
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  async wait(matches: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    for (;;) {
      const found = this.received.find(matches)
      if (found) return found
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('the socket closed before')
      await sleep(5)
    }
  }

  close(): void {
    this.socket.terminate()
  }
}

/** The first owner, signed in. */
export async function firstOwner(server: BootedServer): Promise<{ browser: TestBrowser; session: SessionAnswer }> {
  const browser = new TestBrowser(server)
  const session = await browser.must<SessionAnswer>('/auth/link/accept', {
    token: server.ownerToken,
    name: 'Olga',
    email: 'olga@example.org',
    password: goodPassword,
  })
  return { browser, session }
}

/** Somebody whom `inviter` invited, signed in. */
export async function invited(
  inviter: TestBrowser,
  role: AccountRole,
  { email = `${newId()}@example.org`, name = role as string } = {},
): Promise<{ browser: TestBrowser; session: SessionAnswer }> {
  const { url } = await inviter.must<InvitationAnswer>('/auth/invitation.create', { role, email })
  const browser = new TestBrowser(inviter.server)
  const session = await browser.must<SessionAnswer>('/auth/link/accept', {
    token: tokenOf(url),
    name,
    password: goodPassword,
  })
  return { browser, session }
}
