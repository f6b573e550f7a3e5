import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { fetchColumns } from './floors/column-client.ts'
import { readPastPlainly } from './floors/past-rows.ts'
import { startFloor } from './floors/process.ts'
import { costOf, interleave } from './measure.ts'
import { rowOf } from './stats.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

/** A board as it was, farthest from a checkpoint: one was made 9,900 changes before. */
export const past = defineBench({
  name: 'past',
  goal: 17,
  what: 'a board of 100,000 items x 12 columns with 20,000 changes, as of a past moment',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.smoke ? 5_000 : 100_000
    const world = await makeBenchWorld(items)
    const { board, pool, browser, server } = world
    const from = Date.now()
    // The index of search would read the board meanwhile, whose words nobody asks for here.
    await pool.query(`INSERT INTO search_cursor (account, scope, version)
                      SELECT account, scope, version + 1000000 FROM scope WHERE scope LIKE 'board:%'
                      ON CONFLICT (account, scope) DO UPDATE SET version = excluded.version`)
    await addChanges(world, { first: from, count: 10_100, items })
    context.log('waiting for the checkpoint, which the server makes within a minute or two')
    await checkpointOf(world)
    await addChanges(world, { first: from + 10_100, count: 9_900, items })
    const floor = await startFloor('column-server.ts', [String(items)])
    let moment = from + 19_000
    // Another moment each time: nothing is taken from what is kept.
    const next = () => (moment += 1)
    const first = await interleave(
      context.rounds,
      () => costOf(() => browser.must('/api/board.at', { board, at: next(), limit: 50 }), [server.pid]),
      () => costOf(() => readPastPlainly(pool, { board, at: next() })),
    )
    const whole = await interleave(
      context.rounds,
      () => costOf(() => browser.get(`/sync/past?board=${board}&at=${next()}`), [server.pid]),
      () => costOf(() => fetchColumns(floor.port, items), [floor.pid]),
    )
    floor.stop()
    await world.stop()
    const wall = ({ ours, floor: plain }: typeof first) => ({
      ours: ours.map(({ wallMs }) => wallMs),
      floor: plain.map(({ wallMs }) => wallMs),
    })
    return [
      rowOf({ what: 'its first 50 items', unit: 'ms', ...wall(first), goal: 3, rail: 'rail < 500 ms' }),
      rowOf({ what: 'all of it, to be drawn', unit: 'ms', ...wall(whole), goal: null, rail: 'rail < 1,000 ms' }),
    ]
  },
})

interface Added {
  /** When the first one was made; each one a millisecond after the one before. */
  readonly first: number
  readonly count: number
  readonly items: number
}

/** Edits of one cell each, as the log has them. */
async function addChanges({ pool, scope }: BenchWorld, { first, count, items }: Added): Promise<void> {
  await pool.query(
    `WITH moved AS (UPDATE scope SET version = version + $2 WHERE scope = $1 RETURNING account, version - $2 AS version)
     INSERT INTO change (account, scope, version, change_id, span, at, cause, command, patches, inverse)
     SELECT m.account, $1, m.version + n, gen_random_uuid(), 1, $3::bigint + n, '{"kind":"person"}', 'item.setCells',
       json_build_array(json_build_object('op', 'cells', 'column', 4, 'rows', json_build_array((n * 7919) % $4::int), 'values', json_build_array(n % 100))), '[]'
     FROM moved m, generate_series(1, $2::int) AS n`,
    [scope, count, first, items],
  )
}

async function checkpointOf({ pool, board }: BenchWorld): Promise<void> {
  for (;;) {
    const { rows } = await pool.query('SELECT FROM checkpoint WHERE board = $1', [board])
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}
