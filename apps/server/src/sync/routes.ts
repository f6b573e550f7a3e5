import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { maxInboundFrameBytes } from '@fulcrum/protocol'
import type { FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import type { ClientAddress } from '../http/client-address.ts'
import { withoutBase } from '../http/base-path.ts'
import type { RateLimiter } from '../http/rate-limiter.ts'
import type { Refusals } from '../http/refusals.ts'
import type { FindSession, SignedIn } from '../http/sign-in.ts'
import type { Hub } from './hub.ts'
import { SyncSession } from './session.ts'
import { textFrame } from './text-frame.ts'

/** A socket that does not take what it is sent is closed before this many bytes wait for it; it comes back and catches up. */
const maxBufferedBytes = 32 * 1024 * 1024
/** A peer that has said nothing since the beat before, not even an answer to our ping, is gone without a word. */
const heartbeatMs = 25_000
/** How long a client has to answer our goodbye before its connection is cut, so that nobody holds up a stop. */
const goodbyeMs = 2_000

export interface SyncOptions {
  readonly hub: Hub
  readonly findSession: FindSession
  /** Whether a browser's request comes from a page of ours. */
  readonly originAllowed: (headers: FastifyRequest['headers']) => boolean
  readonly limiter: RateLimiter
  readonly refusals?: Refusals
  readonly addressOf: ClientAddress
  /** The path below which people open us, without a closing slash. */
  readonly base: string
}

/** A socket that owes more time than this is closed, with the time to wait; one that owes less is read more slowly. */
const patienceMs = 10_000

/** Takes WebSockets at `/sync`. */
export function syncSockets(server: Server, options: SyncOptions): { close(): void } {
  const { hub, findSession, originAllowed, limiter, refusals, addressOf, base } = options
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxInboundFrameBytes,
    perMessageDeflate: false,
  })
  const quiet = new WeakSet<WebSocket>()
  server.on('upgrade', (request, socket: Duplex, head) => {
    // The server lets go of a socket that wants to be another protocol's: its errors and its end are ours from here on.
    socket.on('error', () => socket.destroy())
    const refuse = (status: string, header = '') => {
      socket.once('finish', () => socket.destroy())
      socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`)
    }
    const address = addressOf(request)
    const waitMs = limiter.ask('sync', { address })
    if (waitMs > 0) return refuse('429 Too Many Requests', `Retry-After: ${Math.ceil(waitMs / 1_000)}\r\n`)
    const path = withoutBase(request.url ?? '', base).split('?')[0]
    if (path !== '/sync') return refuse('404 Not Found')
    if (!originAllowed(request.headers)) {
      refusals?.socket(address)
      return refuse('403 Forbidden')
    }
    findSession(request.headers).then(
      (signedIn) => {
        if (!signedIn || hub.principal(signedIn.memberId) === null) return refuse('401 Unauthorized')
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          for (const sign of ['message', 'pong'] as const) webSocket.on(sign, () => quiet.delete(webSocket))
          const owe = () => Math.max(limiter.owe({ address }), limiter.owe({ member: signedIn.memberId }))
          serve({ hub, owe }, webSocket, signedIn, writer(webSocket, socket))
        })
      },
      () => refuse('503 Service Unavailable'),
    )
  })
  const last: { payload: Buffer; frame: Buffer } = { payload: Buffer.alloc(0), frame: textFrame(Buffer.alloc(0)) }

  /** Writes messages straight to the socket; ws, which neither compresses nor cuts them, writes there too and at once. */
  function writer(webSocket: WebSocket, raw: Duplex): (payload: Buffer) => void {
    return (payload) => {
      if (webSocket.readyState !== webSocket.OPEN) return
      if (raw.writableLength > maxBufferedBytes) return webSocket.terminate()
      // What goes to many is framed once.
      if (last.payload !== payload) Object.assign(last, { payload, frame: textFrame(payload) })
      raw.write(last.frame)
    }
  }

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      // What we do not read ourselves at present cannot have said anything.
      if (quiet.has(socket) && !socket.isPaused) socket.terminate()
      quiet.add(socket)
      socket.ping()
    }
  }, heartbeatMs).unref()
  return {
    close() {
      clearInterval(heartbeat)
      sockets.close()
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, goodbyeMs).unref()
    },
  }
}

interface Serving {
  readonly hub: Hub
  /** Counts a message; gives for how long no other should be taken. */
  readonly owe: () => number
}

function serve(
  { hub, owe }: Serving,
  socket: WebSocket,
  { memberId, sessionId }: SignedIn,
  send: (payload: Buffer) => void,
): void {
  const reading = readable(socket)
  const session = new SyncSession(
    hub,
    {
      send,
      close(code, reason) {
        // Their goodbye is read too, and what comes before it dropped; but not for long.
        reading.letGo()
        socket.close(code, reason)
        setTimeout(() => socket.terminate(), goodbyeMs).unref()
      },
      pause: reading.pause,
      resume: reading.resume,
    },
    memberId,
    sessionId,
  )
  socket.on('message', (data: RawData, isBinary) => {
    if (socket.readyState !== socket.OPEN) return
    if (isBinary) return session.bye('invalid', 'Messages are text.')
    const waitMs = owe()
    if (waitMs > patienceMs) {
      const seconds = Math.ceil(waitMs / 1_000)
      return session.bye('too-fast', `Too many messages at once. Wait ${seconds} seconds, then come back.`, waitMs)
    }
    if (waitMs > 0) reading.pauseFor(waitMs)
    session.receive(String(data))
  })
  socket.on('close', () => session.ended())
  socket.on('error', () => socket.terminate())
}

/** Reads a socket unless its session is busy or its sender hasty. */
function readable(socket: WebSocket) {
  let isBusy = false
  let hasty: NodeJS.Timeout | undefined
  const readOn = () => {
    if (!isBusy && hasty === undefined) socket.resume()
  }
  return {
    pause(): void {
      isBusy = true
      socket.pause()
    },
    resume(): void {
      isBusy = false
      readOn()
    },
    /** What is owed only grows while nothing is read, so the last wait is the longest. */
    pauseFor(waitMs: number): void {
      clearTimeout(hasty)
      hasty = setTimeout(() => {
        hasty = undefined
        readOn()
      }, waitMs).unref()
      socket.pause()
    },
    letGo(): void {
      clearTimeout(hasty)
      hasty = undefined
      isBusy = false
      readOn()
    },
  }
}
