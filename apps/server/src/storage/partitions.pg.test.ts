import { expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import { preparePartitions } from './partitions.ts'

test('the log has a partition for this month and the next two, made once also by two nodes at once', async () => {
  const { pool, drop } = await testDatabase()
  await Promise.all([1, 2, 3].map(() => preparePartitions(pool, new Date('2026-11-26T12:00:00Z'))))
  await preparePartitions(pool, new Date('2026-12-31T23:59:59Z'))
  const { rows } = await pool.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'change'::regclass ORDER BY 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual([
    'change_2026_11',
    'change_2026_12',
    'change_2027_01',
    'change_2027_02',
    'change_default',
  ])
  await drop()
})

test('a change lies in the partition of its month, and one that nobody prepared is kept all the same', async () => {
  const { pool, drop } = await testDatabase()
  await preparePartitions(pool, new Date('2026-11-26T12:00:00Z'))
  const insert = (version: number, at: string) =>
    pool.query(
      `INSERT INTO change (account, scope, version, recorded_at, change_id, span, at, cause, command, patches)
       VALUES (gen_random_uuid(), 'board:x', $1, $2, gen_random_uuid(), 1, 0, '{}', 'test', '[]')`,
      [version, at],
    )
  await insert(1, '2026-11-30T23:59:59.999Z')
  await insert(2, '2026-12-01T00:00:00.000Z')
  await insert(3, '2031-01-01T00:00:00.000Z')
  const { rows } = await pool.query<{ name: string }>(
    'SELECT tableoid::regclass::text AS name FROM change ORDER BY version',
  )
  expect(rows.map(({ name }) => name)).toEqual(['change_2026_11', 'change_2026_12', 'change_default'])
  await drop()
})
