import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { maxInboundFrameBytes } from '@fulcrum/protocol'
import type { FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
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
}

/** Takes WebSockets at `/sync`. */
export function syncSockets(server: Server, { hub, findSession, originAllowed }: SyncOptions): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxInboundFrameBytes,
    perMessageDeflate: false,
  })
  const quiet = new WeakSet<WebSocket>()
  server.on('upgrade', (request, socket: Duplex, head) => {
    // The server lets go of a socket that wants to be another protocol's: its errors and its end are ours from here on.
    socket.on('error', () => socket.destroy())
    const refuse = (status: string) => {
      socket.once('finish', () => socket.destroy())
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    }
    const path = request.url?.split('?')[0]
    if (path !== '/sync') return refuse('404 Not Found')
    if (!originAllowed(request.headers)) return refuse('403 Forbidden')
    findSession(request.headers).then(
      (signedIn) => {
        if (!signedIn || hub.principal(signedIn.memberId) === null) return refuse('401 Unauthorized')
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          for (const sign of ['message', 'pong'] as const) webSocket.on(sign, () => quiet.delete(webSocket))
          serve(hub, webSocket, signedIn, writer(webSocket, socket))
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

function serve(hub: Hub, socket: WebSocket, { memberId, sessionId }: SignedIn, send: (payload: Buffer) => void): void {
  const session = new SyncSession(
    hub,
    {
      send,
      close: (code, reason) => socket.close(code, reason),
      pause: () => socket.pause(),
      resume: () => socket.resume(),
    },
    memberId,
    sessionId,
  )
  socket.on('message', (data: RawData, isBinary) => {
    if (isBinary) session.bye('invalid', 'Messages are text.')
    else session.receive(String(data))
  })
  socket.on('close', () => session.ended())
  socket.on('error', () => socket.terminate())
}
