import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A way to a server on which everything takes its time: sockets too, which a browser's own emulation leaves alone. */
export interface SlowWire {
  readonly url: string
  close(): void
}

/** Lays it; what goes there and what comes back are half of `roundTripMs` on the way each. */
export async function delayed(target: string, roundTripMs: number): Promise<SlowWire> {
  const { port } = new URL(target)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.setNoDelay(true)
      from.on('error', () => to.destroy())
      from.on('data', (bytes: Buffer) => setTimeout(() => to.writable && to.write(bytes), roundTripMs / 2))
      from.on('close', () => {
        open.delete(from)
        setTimeout(() => to.end(), roundTripMs / 2)
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
