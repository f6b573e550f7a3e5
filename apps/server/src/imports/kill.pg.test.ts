import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Id } from '@fulcrum/domain'
import { filesFolder, importFileAs } from '../testing/import-bench.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { takeBackAbandoned } from './engine/abandoned.ts'
import { removeAbandonedBoards } from './engine/board-hold.ts'
import { Imports } from './imports.ts'

let database: TestDatabase
let world: World
const files = filesFolder()

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  files.remove()
  await world.stop()
  await database.drop()
})

/** Starts an import in a process of its own and kills it, `kill -9`, once it has written so many items. */
async function killedImport(file: string, target: object, items: number, check = async () => {}): Promise<void> {
  const script = path.join(import.meta.dirname, '../testing/import-target.ts')
  const child = spawn(process.execPath, [script, database.url, file, JSON.stringify(target)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).not.toBe('done')
    if (Number(line) < items) continue
    await check()
    child.kill('SIGKILL')
    break
  }
  await ended
}

function rowsOf(from: number, to: number, note: string): string {
  const lines = Array.from({ length: to - from }, (_, at) => `K-${from + at},Item ${from + at},${note},b`)
  return ['Key,Title,Note,More', ...lines].join('\n')
}

test('an import that is killed leaves nothing that anybody sees, and can be done again', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
  const file = files.write('killed.csv', rowsOf(0, 20_000, 'a'))
  // While it is filled by a living process, nobody takes it away.
  await killedImport(file, { workspace, name: 'Killed' }, 1_000, async () =>
    expect(await removeAbandonedBoards(node)).toBe(0),
  )
  const { rows: half } = await world.pool.query<{ id: string; hidden: boolean; items: number }>(
    'SELECT id, hidden, (SELECT count(*) FROM item i WHERE i.board = b.id) AS items FROM board b WHERE deleted_at IS NULL',
  )
  expect(half).toMatchObject([{ hidden: true }])
  expect(half[0]?.items).toBeGreaterThan(900)
  // The database notices the end of a connection in a moment of its own.
  while ((await removeAbandonedBoards(node)) === 0) await sleep(50)
  expect((await world.pool.query('SELECT 1 FROM board WHERE deleted_at IS NULL')).rowCount).toBe(0)
  const [{ message } = { message: '' }] = await takeBackAbandoned(node)
  expect(message).toBe(
    'The server was ended while "killed.csv" was being imported. The new board was removed: import the file again.',
  )
  const small = files.write('killed.csv', rowsOf(0, 500, 'a'))
  const report = await importFileAs(node, owner, small, { target: { workspace, name: 'Again' } })
  expect(report).toMatchObject({ isNewBoard: true, items: { created: 500 } })
})

test('an import into a board that was there before is taken back as a whole by the next process, which says so', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Known' })
  const first = files.write('known.csv', rowsOf(0, 1_500, 'before'))
  const { board } = await importFileAs(node, owner, first, { target: { workspace, name: 'Known' } })
  const before = await content(board)
  // Known items are changed, new ones are made, and a column comes along.
  const again = files.write(
    'known.csv',
    rowsOf(0, 20_000, 'after').replaceAll(',b', ',b,c').replace('More', 'More,New'),
  )
  await killedImport(again, { board }, 2_500, async () => expect(await takeBackAbandoned(node)).toEqual([]))
  expect((await content(board)).live).toBeGreaterThan(before.live)
  const imports = new Imports(node, { folder: files.folder, log: silentLog })
  try {
    const ended = 'SELECT 1 FROM import_run WHERE board = $1 AND ended_at IS NOT NULL'
    while ((await world.pool.query(ended, [board])).rowCount === 0) await sleep(50)
    expect(await content(board)).toEqual(before)
    const { rows: runs } = await world.pool.query<{ id: string; outcome: { message: string } }>(
      'SELECT id, outcome FROM import_run WHERE name = $1',
      ['known.csv'],
    )
    expect(runs).toHaveLength(1)
    expect(runs[0]?.outcome.message).toMatch(
      /^The server was ended while "known.csv" was being imported. All .* taken back/,
    )
    // The person who sent the file asks as before and hears it.
    await world.pool.query('UPDATE import_run SET member = $1', [owner])
    expect(await imports.status(owner, runs[0]?.id ?? '')).toMatchObject({
      state: 'failed',
      error: { message: runs[0]?.outcome.message },
    })
    await expect(imports.status(await world.member(node, 'member'), runs[0]?.id ?? '')).rejects.toThrow(
      'does not exist',
    )
  } finally {
    await imports.stop()
  }
  const report = await importFileAs(node, owner, again, { target: { board: board as Id<'board'> } })
  expect(report).toMatchObject({ items: { updated: 1_500 } })
  expect((await world.pool.query('SELECT 1 FROM import_run WHERE ended_at IS NULL')).rowCount).toBe(0)
})

test(
  'an import that its person undoes is undone to the end, also where the process that does it is killed',
  { timeout: 180_000 },
  async () => {
    const node = await world.node()
    const owner = await world.member(node, 'owner')
    const workspace = newId() as Id<'workspace'>
    await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Undone' })
    const first = files.write('undone.csv', rowsOf(0, 200, 'before'))
    const { board } = await importFileAs(node, owner, first, { target: { workspace, name: 'Undone' } })
    const before = await content(board)
    const second = files.write('undone.csv', rowsOf(0, 6_000, 'after'))
    const { batch } = await importFileAs(node, owner, second, { target: { board: board as Id<'board'> } })
    const whole = await content(board)
    const undone = async () => {
      const { rows } = await world.pool.query<{ own: string; count: number }>(
        `SELECT r.id AS own, (SELECT count(*)::int FROM change c WHERE c.account = r.account AND c.batch = r.id) AS count
       FROM import_run r WHERE r.taking_back AND r.batch = $1`,
        [batch],
      )
      return rows[0]
    }

    const script = path.join(import.meta.dirname, '../testing/undo-import-target.ts')
    const child = spawn(process.execPath, [script, database.url, owner, batch], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += String(text)))
    while (((await undone())?.count ?? 0) < 2 && child.exitCode === null) await sleep(5)
    // While it is at work, nobody else is: neither what goes on with such things nor another import.
    expect(await takeBackAbandoned(node)).toEqual([])
    child.kill('SIGKILL')
    await ended
    expect(said).toBe('')
    const half = await content(board)
    expect(half.live).toBeLessThan(whole.live)
    expect(half.live).toBeGreaterThan(before.live)

    // The database notices the end of a connection in a moment of its own.
    let taken = await takeBackAbandoned(node)
    while (taken.length === 0) taken = await takeBackAbandoned(node)
    expect(taken[0]?.message).toMatch(
      /^The server was ended while "undone.csv" was being taken back. It was gone on with in "Undone" \(\d+ changes\).$/,
    )
    expect(await content(board)).toEqual(before)
    // It is one step for its person, who may do the import again.
    const { own = '' } = (await undone()) ?? {}
    const imports = new Imports(node, { folder: files.folder, log: silentLog })
    try {
      const asker = { principal: () => node.hub.principal(owner) }
      expect(await imports.takeBack(asker, own)).toMatchObject({ kept: 0 })
      expect(await content(board)).toEqual(whole)
      expect(await imports.takeBack(asker, newId())).toBeNull()
    } finally {
      await imports.stop()
    }
  },
)

/** What people see of a board: its items with their cells, and its columns. */
async function content(board: string) {
  const { rows: items } = await world.pool.query(
    'SELECT row, title, cells, "group" FROM item WHERE board = $1 AND deleted_at IS NULL ORDER BY row',
    [board],
  )
  const { rows: columns } = await world.pool.query(
    'SELECT number, title FROM "column" WHERE scope_id = $1 AND deleted_at IS NULL ORDER BY number',
    [board],
  )
  return { live: items.length, items, columns }
}
