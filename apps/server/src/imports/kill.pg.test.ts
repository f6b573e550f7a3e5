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
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { removeAbandonedBoards } from './engine/board-hold.ts'

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

test('an import that is killed leaves nothing that anybody sees, and can be done again', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
  const lines = Array.from({ length: 20_000 }, (_, index) => `K-${index},Item ${index},a,b`)
  const file = files.write('killed.csv', ['Key,Title,Note,More', ...lines].join('\n'))
  const target = path.join(import.meta.dirname, '../testing/import-target.ts')
  const child = spawn(process.execPath, [target, database.url, file, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).not.toBe('done')
    if (Number(line) < 1_000) continue
    // While it is filled by a living process, nobody takes it away.
    expect(await removeAbandonedBoards(node)).toBe(0)
    child.kill('SIGKILL')
    break
  }
  await ended
  const { rows: half } = await world.pool.query<{ id: string; hidden: boolean; items: number }>(
    'SELECT id, hidden, (SELECT count(*) FROM item i WHERE i.board = b.id) AS items FROM board b WHERE deleted_at IS NULL',
  )
  expect(half).toMatchObject([{ hidden: true }])
  expect(half[0]?.items).toBeGreaterThan(900)
  // The database notices the end of a connection in a moment of its own.
  while ((await removeAbandonedBoards(node)) === 0) await sleep(50)
  expect((await world.pool.query('SELECT 1 FROM board WHERE deleted_at IS NULL')).rowCount).toBe(0)
  const small = files.write('killed.csv', ['Key,Title,Note,More', ...lines.slice(0, 500)].join('\n'))
  const report = await importFileAs(node, owner, small, { target: { workspace, name: 'Again' } })
  expect(report).toMatchObject({ isNewBoard: true, items: { created: 500 } })
})
