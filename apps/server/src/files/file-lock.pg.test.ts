import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { withFileLocked } from './file-lock.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.drop())

test('however many files are kept at a time, others find the database, and each file has its turn', async () => {
  const { pool } = database
  let running = 0
  let most = 0
  const open = Promise.withResolvers<void>()
  const kept = Array.from({ length: 40 }, (_, at) =>
    withFileLocked(pool, createHash('sha256').update(String(at)).digest('hex'), async () => {
      running += 1
      most = Math.max(most, running)
      await open.promise
      running -= 1
      return at
    }),
  )
  await expect.poll(() => running).toBe(4)
  expect((await pool.query('SELECT 1')).rowCount).toBe(1)
  open.resolve()
  expect(await Promise.all(kept)).toEqual(Array.from({ length: 40 }, (_, at) => at))
  expect(most).toBe(4)
})
