import type { AccountId } from '@fulcrum/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bootServer, firstOwner, invited } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { newId } from '../testing/world.ts'
import { auditSealer, brokenAuditRow } from './audit-chain.ts'
import type { AuditSealer } from './audit-chain.ts'

let database: TestDatabase
let account: AccountId
let sealers: AuditSealer[]

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.drop())

beforeEach(async () => {
  await database.pool.query('DELETE FROM audit')
  account = newId() as AccountId
  const context = { pool: database.pool, door: { accountId: account } as never }
  sealers = [auditSealer(context), auditSealer(context)]
})

async function record(event: string, of: string = account): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO audit (account, event, subject, details) VALUES ($1, $2, 'somebody', '{"a": 1}') RETURNING id`,
    [of, event],
  )
  return rows[0]?.id ?? 0
}

function change(sql: string, ...values: unknown[]) {
  return database.pool.query(sql, values)
}

async function chain(count: number): Promise<number[]> {
  const ids: number[] = []
  for (let n = 0; n < count; n++) {
    ids.push(await record(`event.${n}`))
    if (n % 3 === 0) await record('other', newId())
    if (n % 4 === 0) await sealers[n % 2]?.seal()
  }
  await sealers[0]?.seal()
  expect(await brokenAuditRow(database.pool)).toBeNull()
  return ids
}

test('a row that was changed, removed or slipped in is found', async () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = await chain(12)
  await change("UPDATE audit SET event = 'nothing' WHERE id = $1", third)
  expect(await brokenAuditRow(database.pool)).toEqual({ id: third })
  await change("UPDATE audit SET event = 'event.2' WHERE id = $1", third)
  expect(await brokenAuditRow(database.pool)).toBeNull()
  await change(`UPDATE audit SET details = '{"a":1}' WHERE id = $1`, first)
  expect(await brokenAuditRow(database.pool)).toEqual({ id: first })
  await change(`UPDATE audit SET details = '{"a": 1}' WHERE id = $1`, first)
  await change('DELETE FROM audit WHERE id = $1', second)
  expect(await brokenAuditRow(database.pool)).toEqual({ id: third })
  const slipped = await record('event.1')
  await change('UPDATE audit SET seal = (SELECT seal FROM audit WHERE id = $2) WHERE id = $1', slipped, fourth)
  expect(await brokenAuditRow(database.pool)).not.toBeNull()
})

test('two nodes that seal at once make one chain, and a row that came late is sealed all the same', async () => {
  const late = await database.pool.connect()
  await late.query('BEGIN')
  await late.query("INSERT INTO audit (account, event) VALUES ($1, 'late')", [account])
  for (let n = 0; n < 30; n++) await record(`event.${n}`)
  const counts = await Promise.all([...sealers, ...sealers].map((sealer) => sealer.seal()))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30)
  await late.query('COMMIT')
  late.release()
  await record('after')
  await sealers[1]?.seal()
  const { rows } = await database.pool.query('SELECT id FROM audit WHERE account = $1 AND seal IS NULL', [account])
  expect(rows).toEqual([])
  expect(await brokenAuditRow(database.pool)).toBeNull()
})

test('changes of rights reach the audit table once, with who made them, though two nodes keep it', async () => {
  const fresh = await testDatabase()
  const [one, two] = [await bootServer(fresh.url), await bootServer(fresh.url)]
  const owner = await firstOwner(one)
  const member = await invited(owner.browser, 'member')
  await owner.browser.must('/api/member.setRole', { id: member.session.member, role: 'admin' })
  await owner.browser.must('/api/member.remove', { id: member.session.member })
  const kept = async () => {
    const { rows } = await fresh.pool.query<{ event: string; actor: string; sealed: boolean }>(
      "SELECT event, actor, seal IS NOT NULL AS sealed FROM audit WHERE event LIKE 'member.%' ORDER BY at",
    )
    return rows
  }
  await expect.poll(async () => (await kept()).filter(({ sealed }) => sealed).length, { timeout: 30_000 }).toBe(4)
  await one.stop()
  await two.stop()
  expect((await kept()).map(({ event, actor }) => [event, actor])).toEqual([
    ['member.join', owner.session.member],
    ['member.join', member.session.member],
    ['member.setRole', owner.session.member],
    ['member.remove', owner.session.member],
  ])
  await fresh.drop()
})
