import { once } from 'node:events'
import { WebSocket } from 'ws'
import { createPool } from '../../apps/server/src/database/pool.ts'
import { silentLog, temporaryCluster } from '../../apps/server/src/testing/temporary-cluster.ts'
import { commitOne, prepareCommits } from './floors/commit.ts'
import { startFloor } from './floors/process.ts'
import { median } from './stats.ts'

/** What this machine needs for something that every figure rests on, and what the one needed where the goals were set. */
export interface Anchor {
  readonly what: string
  readonly ms: number
  readonly anchorMs: number
}

/** Measures the anchors: they say how far the machine is from the one of the goals. */
export async function calibrate(): Promise<readonly Anchor[]> {
  const cluster = await temporaryCluster()
  const pool = createPool(cluster.url, silentLog, 1)
  await prepareCommits(pool)
  let version = 0
  const commit = await medianOf(60, () => commitOne(pool, ++version))
  await pool.end()
  await cluster.stop()
  const floor = await startFloor('sockets.ts')
  const socket = new WebSocket(`ws://127.0.0.1:${floor.port}`)
  await once(socket, 'open')
  const echo = await medianOf(200, async () => {
    const back = once(socket, 'message')
    socket.send('echo')
    await back
  })
  socket.terminate()
  floor.stop()
  return [
    { what: 'a PostgreSQL commit of UPDATE + INSERT', ms: commit, anchorMs: 0.6 },
    { what: 'a WebSocket echo', ms: echo, anchorMs: 0.15 },
    { what: 'filter + group of 1,000,000 rows in typed arrays', ms: await medianOf(11, scan), anchorMs: 5.4 },
  ]
}

/** A floor may need this much more than its anchor, once the machine's own speed is taken out. */
const maxSlowness = 1.5

/** Why the run is void, or null: disk or sockets are slower than the processor alone explains. */
export function tooSlow(anchors: readonly Anchor[]): string | null {
  const processor = anchors.at(-1)
  const speed = Math.max(1, processor ? processor.ms / processor.anchorMs : 1)
  const slow = anchors.slice(0, -1).find(({ ms, anchorMs }) => ms > anchorMs * speed * maxSlowness)
  return slow ? `${slow.what} takes ${slow.ms.toFixed(2)} ms` : null
}

const rows = 1_000_000
const values = Float64Array.from({ length: rows }, (_, at) => (at * 7_919) % 1_000)
const groups = Uint16Array.from({ length: rows }, (_, at) => at % 8)

async function scan(): Promise<void> {
  const counts = new Float64Array(8)
  for (let row = 0; row < rows; row++) {
    const group = groups[row] as number
    counts[group] = (counts[group] as number) + Number((values[row] as number) > 500)
  }
  if (counts[0] === 0) throw new Error('nothing was counted')
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let at = 0; at < times; at++) {
    const from = performance.now()
    await work()
    all.push(performance.now() - from)
  }
  return median(all)
}
