import { query } from '@fulcrum/columnar'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { fetchColumns } from './floors/column-client.ts'
import { startFloor } from './floors/process.ts'
import { costOf, interleave } from './measure.ts'
import { fetchBoard } from './replica.ts'
import { connect, openScope } from './sockets.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'

/** A whole board into a client that can filter it at once. */
export const wholeBoard = defineBench({
  name: 'whole-board',
  goal: 4,
  what: 'the whole board of 100,000 items x 12 columns into a client, ready to filter',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.smoke ? 5_000 : 100_000
    const world = await makeBenchWorld(items)
    const floor = await startFloor('column-server.ts', [String(items)])
    let [bytes, floorBytes] = [0, 0]

    const open = async () => {
      const socket = await connect(world)
      const opened = await openScope(socket, { scope: world.scope })
      if (opened.t !== 'opened') throw new Error('the board was not opened whole')
      const fetched = await fetchBoard(world, opened)
      bytes = fetched.bytes
      const { count } = query(fetched.board.items, { filter: { lane: 'c5', op: 'gte', value: 100 } })
      if (count === 0) throw new Error('the board cannot be filtered')
      socket.close()
    }
    const plain = async () => {
      floorBytes = (await fetchColumns(floor.port, items)).bytes
    }
    const from = performance.now()
    await open()
    const coldMs = performance.now() - from
    const costs = await interleave(
      context.rounds,
      () => costOf(open, [world.server.pid]),
      () => costOf(plain, [floor.pid]),
    )
    floor.stop()
    await world.stop()
    const of = (key: 'cpuMs' | 'wallMs') => ({
      ours: costs.ours.map((cost) => cost[key]),
      floor: costs.floor.map((cost) => cost[key]),
    })
    return [
      rowOf({ what: 'CPU of both sides', unit: 'ms', ...of('cpuMs'), goal: 2 }),
      rowOf({ what: 'bytes', unit: 'kB', ours: [bytes / 1_000], floor: [floorBytes / 1_000], goal: 1.2 }),
      rowOf({
        what: 'time, warm',
        unit: 'ms',
        ...of('wallMs'),
        goal: null,
        rail: `rail < 500 ms; cold from PostgreSQL, once: ${coldMs.toFixed(0)} ms, rail < 2,000 ms`,
      }),
    ]
  },
})
