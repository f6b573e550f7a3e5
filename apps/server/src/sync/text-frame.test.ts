import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from './text-frame.ts'

test('messages of every length are read by a WebSocket as they were written, between those that a library sends', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const payloads = [0, 2, 124, 126, 128, 65_534, 65_536, 200_000].map((length) => Buffer.from('ä'.repeat(length / 2)))
  server.on('upgrade', (request, raw: Duplex, head) =>
    sockets.handleUpgrade(request, raw, head, (socket) => {
      for (const payload of payloads) {
        raw.write(textFrame(payload))
        socket.send('between')
      }
    }),
  )
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
  const received: string[] = []
  await new Promise<void>((resolve) => {
    client.on('message', (data, isBinary) => {
      received.push(isBinary ? 'binary' : String(data))
      if (received.length === payloads.length * 2) resolve()
    })
  })
  expect(received).toEqual(payloads.flatMap((payload) => [payload.toString(), 'between']))
  client.terminate()
  sockets.close()
  server.close()
})
