import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { BoardViewSpec } from '@fulcrum/domain'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { startFloor } from './floors/process.ts'
import { prepareTable, readPage } from './floors/typed-table.ts'
import { interleave } from './measure.ts'
import { connect, openScope } from './sockets.ts'
import { median, rowOf } from './stats.ts'
import { farColumns, makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const opensPerSlice = 20

const view: BoardViewSpec = {
  filter: { column: 5, operator: 'at-least', value: 100 },
  sort: [
    { column: 5, direction: 'desc' },
    { column: 4, direction: 'asc' },
  ],
}

/** The same by a mirror and a formula over it. */
const farView: BoardViewSpec = {
  filter: { column: farColumns.mirror, operator: 'at-least', value: 100 },
  sort: [
    { column: farColumns.formula, direction: 'desc' },
    { column: 4, direction: 'asc' },
  ],
}

/** The first rows of a filtered, sorted board. The floor asks PostgreSQL for as many rows by an index, and sends them. */
export const viewport = defineBench({
  name: 'viewport',
  goal: 3,
  what: 'the first viewport of a filtered, sorted board of 100,000 items',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.smoke ? 5_000 : 100_000
    const [small, large] = [await makeBenchWorld(1_000), await makeBenchWorld(items, 12, items / 50)]
    await prepareTable(large.pool, items, 12)
    const floor = await startFloor('sockets.ts')
    const echo = new WebSocket(`ws://127.0.0.1:${floor.port}`)
    await once(echo, 'open')
    const openLarge = await opener(large)
    const openSmall = await opener(small)
    const openFar = await opener(large, farView)
    const bySql = async () => {
      const page = await readPage(large.pool, 200)
      const back = once(echo, 'message')
      echo.send(`echo${JSON.stringify(page)}`)
      await back
    }
    const against = await interleave(
      context.rounds,
      () => slice(openLarge),
      () => slice(bySql),
    )
    const sizes = await interleave(
      context.rounds,
      () => slice(openLarge),
      () => slice(openSmall),
    )
    const far = await interleave(
      context.rounds,
      () => slice(openFar),
      () => slice(bySql),
    )
    echo.terminate()
    floor.stop()
    await small.stop()
    await large.stop()
    return [
      rowOf({ what: 'against one indexed SQL', unit: 'ms', ...against, goal: 2, rail: 'rail < 100 ms' }),
      rowOf({ what: 'by a mirror and a formula', unit: 'ms', ...far, goal: 2, rail: 'rail < 100 ms' }),
      rowOf({ what: '100,000 items against 1,000', unit: 'ms', ...sizes, goal: 1.5 }),
    ]
  },
})

async function opener(world: BenchWorld, by = view): Promise<() => Promise<void>> {
  const socket = await connect(world)
  return async () => {
    const opened = await openScope(socket, { scope: world.scope, view: by })
    if (opened.t !== 'opened' || !opened.viewport) throw new Error('no viewport came')
  }
}

async function slice(work: () => Promise<void>): Promise<number> {
  const times: number[] = []
  for (let at = 0; at < opensPerSlice; at++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return median(times)
}
