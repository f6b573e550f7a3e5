import { scopeOf } from '@fulcrum/domain'
import type { Scope } from '@fulcrum/domain'
import type pg from 'pg'
import { createPool } from '../../apps/server/src/database/pool.ts'
import { firstOwner } from '../../apps/server/src/testing/booted-server.ts'
import type { TestBrowser } from '../../apps/server/src/testing/booted-server.ts'
import { spawnServer } from '../../apps/server/src/testing/spawn-server.ts'
import type { ServerProcess } from '../../apps/server/src/testing/spawn-server.ts'
import { silentLog, temporaryCluster } from '../../apps/server/src/testing/temporary-cluster.ts'
import { newId } from '../../apps/server/src/testing/world.ts'

/** The twelve columns of the goals; number n has values of `columnValues[n]`. */
export const twelveKinds = 'status status people number number date date text text tags checkbox timeline'.split(' ')

/** Further kinds, for boards of more columns than the twelve; each board begins with those. */
const moreKinds = 'rating country week colour link email phone hour'.split(' ')
const allKinds = [...twelveKinds, ...moreKinds]

/** SQL for the value of each kind in row `r`; $3 is the owner. */
const columnValues = [
  'to_jsonb(1 + r % 5)',
  'to_jsonb(1 + r % 4)',
  'jsonb_build_array($3::uuid)',
  'to_jsonb(r % 21)',
  'to_jsonb((r * 7919) % 1000 / 4.0)',
  "jsonb_build_object('day', 20000 + r % 400, 'minute', NULL)",
  "jsonb_build_object('day', 20100 + r % 400, 'minute', 570)",
  "to_jsonb('text ' || r % 500)",
  'to_jsonb(md5((r * 7)::text))',
  'jsonb_build_array(1 + r % 3)',
  'CASE WHEN r % 2 = 0 THEN to_jsonb(true) END',
  "jsonb_build_object('start', 20000 + r % 300, 'end', 20010 + r % 300)",
  'to_jsonb(1 + r % 5)',
  "to_jsonb((ARRAY['DE', 'FR', 'JP'])[1 + r % 3])",
  'to_jsonb(20003 + 7 * (r % 50))',
  "to_jsonb('#' || lpad(to_hex(r % 4096), 6, '0'))",
  "jsonb_build_object('url', 'https://example.org/' || r)",
  "to_jsonb('person' || r % 900 || '@example.org')",
  "to_jsonb('+49 30 ' || 100000 + r % 900)",
  'to_jsonb(r % 1440)',
]

/** A server process on a database of its own, with a board. The server is the shipped one, reached over sockets. */
export interface BenchWorld {
  readonly databaseUrl: string
  readonly pool: pg.Pool
  readonly server: ServerProcess
  readonly browser: TestBrowser
  readonly board: string
  readonly scope: Scope
  /** Makes another board of so many items, which the server has not loaded. */
  addBoard(items: number): Promise<void>
  stop(): Promise<void>
}

/** Further columns of a board whose items are connected to those of another board. */
export const farColumns = { connection: 13, mirror: 14, formula: 15 }

/**
 * Makes a world whose board has so many items, and columns of the kinds above in turn. With `others` each item is connected to
 * one of so many items of another board, a mirror shows a number of it, and a formula doubles the mirror.
 */
export async function makeBenchWorld(items: number, columns = 12, others = 0): Promise<BenchWorld> {
  const cluster = await temporaryCluster()
  const pool = createPool(cluster.url, silentLog)
  const first = await spawnServer(cluster.url)
  const { browser, session } = await firstOwner(first)
  const [workspace, board] = [newId(), newId()]
  await browser.must('/api/workspace.create', { id: workspace, name: 'Bench' })
  await browser.must('/api/board.create', { board, workspace, name: 'Bench' })
  for (let at = 0; at < 10; at++) await browser.must('/api/group.create', { board, id: newId(), title: `Group ${at}` })
  for (let at = 0; at < columns; at++) {
    const kind = allKinds[at % allKinds.length] ?? 'text'
    const settings = kind === 'tags' ? { settings: tagSettings } : {}
    await browser.must('/api/column.create', { board, id: newId(), kind, title: `${kind} ${at}`, ...settings })
  }
  const other = others > 0 ? await otherBoard(browser, workspace, board) : null
  await first.stop()
  await fill(pool, board, session.member, items, columns)
  if (other !== null) {
    await fill(pool, other, session.member, others, 12)
    await connect(pool, board, other, others)
  }
  const server = await spawnServer(cluster.url)
  browser.server = server
  return {
    databaseUrl: cluster.url,
    pool,
    server,
    browser,
    board,
    scope: scopeOf('board', board),
    async addBoard(count) {
      const more = newId()
      await browser.must('/api/board.create', { board: more, workspace, name: 'More' })
      await fill(pool, more, session.member, count, 12)
    },
    async stop() {
      await server.stop()
      await pool.end()
      await cluster.stop()
    },
  }
}

/** Another board with a number, and the columns that follow from it on the first one. */
async function otherBoard(browser: TestBrowser, workspace: string, board: string): Promise<string> {
  const other = newId()
  await browser.must('/api/board.create', { board: other, workspace, name: 'Other' })
  await browser.must('/api/group.create', { board: other, id: newId(), title: 'Group' })
  for (const kind of twelveKinds.slice(0, 5)) {
    await browser.must('/api/column.create', { board: other, id: newId(), kind, title: kind })
  }
  const make = (kind: string, settings: object) =>
    browser.must('/api/column.create', { board, id: newId(), kind, title: `far ${kind}`, settings })
  const { connection, mirror } = farColumns
  await make('connect', { boards: [{ board: other, partner: null }], several: true })
  await make('mirror', { through: connection, sources: [{ board: other, column: 5 }], rollUp: 'sum' })
  await make('formula', { text: `{#${mirror}} * 2`, type: 'number' })
  return other
}

/** Connects each item of a board to one of another. */
async function connect(pool: pg.Pool, board: string, other: string, others: number): Promise<void> {
  await pool.query(
    `UPDATE item i SET cells = i.cells || jsonb_build_object($4::text, jsonb_build_array(o.id))
     FROM item o WHERE i.board = $1 AND o.board = $2 AND o.row = i.row % $3::int`,
    [board, other, others, String(farColumns.connection)],
  )
  await pool.query('ANALYZE')
}

const tagSettings = {
  labels: ['api', 'web', 'import'].map((name, at) => ({ number: at + 1, name, colour: 'blue' })),
}

async function fill(pool: pg.Pool, board: string, owner: string, items: number, columns: number): Promise<void> {
  const cells = Array.from({ length: columns }, (_, at) => `'${at + 1}', ${columnValues[at % columnValues.length]}`)
  // A function takes at most 100 arguments.
  const parts: string[] = []
  for (let at = 0; at < cells.length; at += 40) parts.push(`jsonb_build_object(${cells.slice(at, at + 40).join(', ')})`)
  await pool.query(
    `INSERT INTO item (account, board, row, id, title, "group", rank, created_at, created_by, cells)
     SELECT b.account, b.id, r, gen_random_uuid(), 'Item number ' || r || ' about ' || md5(r::text), 1 + r % 10,
            'V' || lpad(r::text, 6, '0') || 'V', 1700000000000 + r * 1000::bigint, $3::uuid, jsonb_strip_nulls(${parts.join(' || ')})
     FROM board b, generate_series(0, $2::int - 1) AS r WHERE b.id = $1`,
    [board, items, owner],
  )
  await pool.query('ANALYZE')
}
