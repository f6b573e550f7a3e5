import { once } from 'node:events'
import { protocolVersion } from '@fulcrum/protocol'
import type { Answer, ServerMessage } from '@fulcrum/protocol'
import { WebSocket } from 'ws'
import { newId } from '../../apps/server/src/testing/world.ts'
import type { BenchWorld } from './world.ts'

/** A raw socket to the server: frames as they come. */
export interface BenchSocket {
  readonly socket: WebSocket
  readonly client: string
  say(message: object): void
  /** The next message that fits. */
  next<T extends ServerMessage['t']>(t: T): Promise<Extract<ServerMessage, { t: T }>>
  run(command: string, args: object): Promise<Answer>
  close(): void
}

/** Connects and says hello. `listen` gets every frame, before it is parsed. */
export async function connect(
  { server, browser }: Pick<BenchWorld, 'server' | 'browser'>,
  listen?: (frame: Buffer) => void,
  client = newId(),
): Promise<BenchSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, {
    headers: { cookie: browser.cookie },
    perMessageDeflate: false,
  })
  const waiting = new Map<string, (message: ServerMessage) => void>()
  let parsing = true
  let n = 0
  socket.on('message', (data: Buffer) => {
    listen?.(data)
    if (!parsing) return
    const message = JSON.parse(data.toString()) as ServerMessage
    const key = message.t === 'answer' ? `answer ${message.n}` : message.t
    waiting.get(key)?.(message)
    waiting.delete(key)
  })
  await once(socket, 'open')
  const wait = (key: string) => {
    parsing = true
    return new Promise<ServerMessage>((resolve) => {
      waiting.set(key, (message) => {
        // Watchers read bytes and no more, once nobody waits for a message.
        parsing = listen === undefined || waiting.size > 1
        resolve(message)
      })
    })
  }
  const say = (message: object) => socket.send(JSON.stringify(message))
  const welcome = wait('welcome')
  say({ t: 'hello', protocol: protocolVersion, client })
  await welcome
  return {
    socket,
    client,
    say,
    // @NOTE the key is the message's own type.
    next: (t) => wait(t) as Promise<never>,
    run: (command, args) => {
      n += 1
      // @NOTE the key is the answer's own number.
      const answer = wait(`answer ${n}`) as unknown as Promise<Answer>
      say({ t: 'run', n, v: 1, command, args })
      return answer
    },
    close: () => socket.terminate(),
  }
}

/** Opens a scope and gives what the server says of it. */
export async function openScope(socket: BenchSocket, message: object) {
  const answer = Promise.race([socket.next('opened'), socket.next('resumed')])
  socket.say({ t: 'open', ...message })
  return answer
}
