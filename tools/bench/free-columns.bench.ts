import { once } from 'node:events'
import { query } from '@fulcrum/columnar'
import { WebSocket } from 'ws'
import { newId } from '../../apps/server/src/testing/world.ts'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { startFloor } from './floors/process.ts'
import { addByRewriting, editCell, prepareTable, readPage, sumByGroup } from './floors/typed-table.ts'
import { interleave } from './measure.ts'
import { BoardReplica } from './replica.ts'
import { connect } from './sockets.ts'
import { median, rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'

const columns = 50
const timesPerSlice = 30

/** What it costs that anybody may add any column: against a table that somebody made by hand for exactly these. */
export const freeColumns = defineBench({
  name: 'free-columns',
  goal: 8,
  what: 'the price of free columns: 50 columns of 20 kinds against a hand-made typed table',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.smoke ? 2_000 : 100_000
    const world = await makeBenchWorld(items, columns)
    await prepareTable(world.pool, items, columns)
    const floor = await startFloor('sockets.ts')
    const echo = new WebSocket(`ws://127.0.0.1:${floor.port}`)
    await once(echo, 'open')
    const socket = await connect(world)
    const replica = await BoardReplica.open(world)
    let [value, version, added] = [0, 0, 0]

    const there = async (text: string) => {
      const back = once(echo, 'message')
      echo.send(`echo${text}`)
      await back
    }
    const edit = async () => {
      const rows = [++value % 500]
      await socket.run('item.setCells', { board: world.board, column: 8, rows, values: [`edit ${value}`] })
    }
    const editTyped = async () => {
      await editCell(world.pool, ++version % 500, `edit ${version}`, version)
      await there('done')
    }
    const page = async () => {
      const view = { filter: { column: 5, operator: 'at-least', value: 100 }, sort: [{ column: 5, direction: 'desc' }] }
      await world.browser.must('/api/board.viewport', { board: world.board, view, limit: 50 })
    }
    const pageTyped = async () => there(JSON.stringify(await readPage(world.pool, 50)))
    const sums = async () => {
      const spec = { group: { lane: 'group' }, aggregates: [{ lane: 'c5', kind: 'sum' as const }] }
      if (query(replica.board.items, spec).groups.some(({ aggregates }) => aggregates.length === 0))
        throw new Error('no sums')
    }
    const addColumn = async () => {
      await socket.run('column.create', { board: world.board, id: newId(), kind: 'text', title: `New ${++added}` })
    }

    const edits = await interleave(
      context.rounds,
      () => slice(edit),
      () => slice(editTyped),
    )
    const pages = await interleave(
      context.rounds,
      () => slice(page),
      () => slice(pageTyped),
    )
    const aggregates = await interleave(
      context.rounds,
      () => slice(sums, 5),
      () => slice(() => sumByGroup(world.pool), 5),
    )
    const adds = await interleave(
      Math.min(context.rounds, 5),
      () => slice(addColumn, 3),
      () => slice(() => addByRewriting(world.pool, `extra_${++added}`), 1),
    )
    for (const each of [socket, replica]) each.close()
    echo.terminate()
    floor.stop()
    await world.stop()
    return [
      rowOf({ what: 'an edit, acknowledged', unit: 'ms', ...edits, goal: 1.5 }),
      rowOf({ what: 'a page of 50 rows', unit: 'ms', ...pages, goal: 2 }),
      rowOf({ what: 'sums by group', unit: 'ms', ...aggregates, goal: 2 }),
      rowOf({ what: `adding a column to ${items} items`, unit: 'ms', ...adds, goal: 0.05 }),
    ]
  },
})

async function slice(work: () => Promise<unknown>, times = timesPerSlice): Promise<number> {
  const all: number[] = []
  for (let at = 0; at < times; at++) {
    const from = performance.now()
    await work()
    all.push(performance.now() - from)
  }
  return median(all)
}
