import { columnKinds } from '@fulcrum/columns'
import { createClient, memoryStorage } from '@fulcrum/client'
import type { Client } from '@fulcrum/client'
import { createLinking } from '@fulcrum/client/linking'
import { KindRegistry, commandNamed, uuidV7 } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { readChunks } from '@fulcrum/protocol'
import type { SessionAnswer } from '@fulcrum/protocol'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

/** Somebody with a session. */
interface SignedIn {
  readonly origin: string
  readonly cookie: string
  readonly session: SessionAnswer
}

const fillRandom = (bytes: Uint8Array) => {
  crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)
}

/** Becomes the first owner by the link that `./fulcrum up` printed, or signs in as the owner that a first call made. */
export async function signIn(origin: string, link: string | undefined): Promise<SignedIn> {
  const who = { email: 'check@example.org', password: 'a check of the import' }
  const [route, body] =
    link === undefined
      ? ['/auth/sign-in', who]
      : ['/auth/link/accept', { ...who, token: link.slice(link.indexOf('#') + 1), name: 'Check' }]
  const response = await fetch(`${origin}${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { origin, cookie, session: (await response.json()) as SessionAnswer }
}

/** The client that every program uses, with the ports of Node. */
export function clientFor({ origin, cookie, session }: SignedIn): Client {
  const headers = { cookie }
  return createClient({
    accountId: session.account,
    memberId: session.member,
    kinds: new KindRegistry(columnKinds),
    commands: commandNamed,
    linking: createLinking(),
    transport: {
      connect: ({ onOpen, onMessage, onClose }) => {
        // @NOTE Node's WebSocket takes headers, which the type of the browser's does not know.
        const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/sync`, { headers } as never)
        socket.addEventListener('open', onOpen)
        socket.addEventListener('message', ({ data }) => onMessage(String(data)))
        socket.addEventListener('close', onClose)
        return { send: (text) => socket.send(text), close: () => socket.close() }
      },
    },
    fetchChunks: async ({ scope, version, lanes, from, to }) => {
      const wanted = { scope, version: `${version}`, lanes: lanes.join(','), from: `${from}`, to: `${to}` }
      const response = await fetch(`${origin}/sync/chunks?${new URLSearchParams(wanted).toString()}`, { headers })
      if (!response.ok) throw new Error(`chunks: ${response.status} ${await response.text()}`)
      return {
        version: Number(response.headers.get('x-fulcrum-version') ?? -1),
        chunks: readChunks(new Uint8Array(await response.arrayBuffer())),
      }
    },
    query: async (name, args) => {
      const response = await fetch(`${origin}/api/${name}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      })
      if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
      return plainIds((await response.json()) as Json)
    },
    storage: memoryStorage(uuidV7(Date.now(), fillRandom)),
    compression: { gzip: promisify(gzip), gunzip: promisify(gunzip) },
    timers: {
      setTimeout: (call, delayMs) => setTimeout(call, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as never),
    },
    now: Date.now,
    fillRandom,
    onError: (error) => {
      throw error
    },
  })
}

/** An answer of the API with its ids as the client knows them: `board_0190...` is the UUID. */
function plainIds(value: Json): Json {
  if (typeof value === 'string') {
    const id = /^[a-z]+_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(value)
    return id === null ? value : id.slice(1).join('-')
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plainIds)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainIds(part)]))
}
