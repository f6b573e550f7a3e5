import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The cable between a browser and a server, to be pulled: emulated networks leave open sockets alone. */
export interface Wire {
  /** Where the browser reaches the server through it. */
  readonly url: string
  /** Breaks what is open and refuses what comes, until `mend`. */
  cut(): void
  mend(): void
  /** Lets nothing through and breaks nothing, as a network that has stalled, until `flow`. */
  stall(): void
  flow(): void
  close(): void
}

/** Lays a wire to a server of this machine. */
export async function layWire(target: string): Promise<Wire> {
  const { port } = new URL(target)
  const open = new Set<Socket>()
  let whole = true
  let stalled = false
  const server = createServer((near) => {
    if (!whole) {
      near.destroy()
      return
    }
    const far = connect(Number(port), '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
      if (stalled) one.pause()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const drop = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    cut: () => {
      whole = false
      drop()
    },
    mend: () => {
      whole = true
    },
    stall: () => {
      stalled = true
      for (const socket of open) socket.pause()
    },
    flow: () => {
      stalled = false
      for (const socket of open) socket.resume()
    },
    close: () => {
      drop()
      server.close()
    },
  }
}
