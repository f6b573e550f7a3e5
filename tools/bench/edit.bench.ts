import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { BoardReplica } from './replica.ts'
import { commitOne, prepareCommits } from './floors/commit.ts'
import { startFloor } from './floors/process.ts'
import { interleave } from './measure.ts'
import { connect, openScope } from './sockets.ts'
import { quantile, rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'

const watchers = 100
const editsPerSlice = 45
const spacingMs = 20

/** From one client's click to another client's state, with 100 watchers, 50 edits a second. */
export const edit = defineBench({
  name: 'edit',
  goal: 1,
  what: "an edit, from one client's click to another client's state, 50 edits/s, 100 watchers",
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const world = await makeBenchWorld(context.smoke ? 1_000 : 100_000)
    await prepareCommits(world.pool)
    const floor = await startFloor('sockets.ts')
    const echo = new WebSocket(`ws://127.0.0.1:${floor.port}`)
    await once(echo, 'open')
    const replica = await BoardReplica.open(world)
    const writer = await connect(world)
    const others = await Promise.all(Array.from({ length: watchers - 1 }, () => connect(world, () => {})))
    await Promise.all(others.map((each) => openScope(each, { scope: world.scope })))
    let [value, version] = [0, 0]

    async function oneEdit(): Promise<number> {
      const text = `edit ${++value}`
      const from = performance.now()
      const seen = replica.until(() => replica.board.cell(value % 500, 8) === text)
      const answer = writer.run('item.setCells', { board: world.board, column: 8, rows: [value % 500], values: [text] })
      await seen
      const ms = performance.now() - from
      await answer
      return ms
    }

    async function oneFloor(): Promise<number> {
      const from = performance.now()
      await commitOne(world.pool, ++version)
      const back = once(echo, 'message')
      echo.send('echo'.padEnd(300, '.'))
      await back
      return performance.now() - from
    }

    const pages = await interleave(
      context.rounds,
      () => paced(oneEdit),
      () => paced(oneFloor),
    )
    const rows = [
      rowOf({
        what: 'p50',
        unit: 'ms',
        ours: pages.ours.map((slice) => quantile(slice, 0.5)),
        floor: pages.floor.map((slice) => quantile(slice, 0.5)),
        goal: 2,
      }),
      rowOf({
        what: 'p99',
        unit: 'ms',
        ours: pages.ours.map((slice) => quantile(slice, 0.99)),
        floor: pages.floor.map((slice) => quantile(slice, 0.99)),
        goal: 2.5,
        rail: `p99 of all edits ${quantile(pages.ours.flat(), 0.99).toFixed(1)} ms, rail < 100 ms`,
      }),
    ]
    for (const each of [writer, replica, ...others]) each.close()
    echo.terminate()
    floor.stop()
    await world.stop()
    return rows
  },
})

/** A slice of edits, each started at its time, whatever the one before took. */
async function paced(work: () => Promise<number>): Promise<number[]> {
  const start = performance.now()
  const times: number[] = []
  for (let at = 0; at < editsPerSlice; at++) {
    const wait = start + at * spacingMs - performance.now()
    if (wait > 0) await sleep(wait)
    times.push(await work())
  }
  return times
}
