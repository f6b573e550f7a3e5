import { expect, test } from 'vitest'
import { emptyDatabase } from '../testing/postgres.ts'
import { withRetry } from './pool.ts'

test('bigint comes as a number, a day as text, and a rounded number never', async () => {
  const { pool, drop } = await emptyDatabase()
  const { rows } = await pool.query("SELECT 9007199254740991::bigint AS large, DATE '2026-01-31' AS day")
  expect(rows).toEqual([{ large: 9007199254740991, day: '2026-01-31' }])
  await expect(pool.query('SELECT 9007199254740993::bigint')).rejects.toThrow('cannot hold exactly')
  await drop()
})

test('a read that the server cuts is run again, one that is wrong is not', async () => {
  const { pool, drop } = await emptyDatabase()
  let tries = 0
  const value = await withRetry(pool, async () => {
    tries += 1
    if (tries === 1) await pool.query('SELECT pg_terminate_backend(pg_backend_pid())')
    return (await pool.query<{ one: number }>('SELECT 1 AS one')).rows[0]?.one
  })
  expect({ value, tries }).toEqual({ value: 1, tries: 2 })
  await expect(withRetry(pool, () => pool.query('SELECT nothing'))).rejects.toThrow('does not exist')
  await drop()
})
