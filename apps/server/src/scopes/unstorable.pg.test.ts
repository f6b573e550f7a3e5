import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId, TestSocket } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

test('a text that the database cannot hold is refused for good, and the line goes on', async () => {
  const node = await world.node()
  const owner = await world.member(node, 'owner')
  const { board, group } = await world.board(node, owner)
  const socket = new TestSocket(node, owner)
  await socket.hello(newId())
  const did = async (command: string, args: object) => {
    const answer = await socket.run(command, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer.result as { row?: number; number?: number }
  }
  const { row } = await did('item.create', { board, group, id: newId(), title: 'One' })
  const { number: long } = await did('column.create', { board, id: newId(), kind: 'long-text', title: 'Notes' })
  const { number: short } = await did('column.create', { board, id: newId(), kind: 'text', title: 'Word' })
  for (const [at, sign] of ['\0', '\ud800'].entries()) {
    for (const [next, column] of [long, short].entries()) {
      const args = { board, column, rows: [row], values: [`a${sign}b`] }
      const answer = await socket.run('item.setCells', args, 100 + at * 2 + next)
      // What a kind mends is stored; the rest is refused, and by itself only.
      if (!answer.ok) expect(answer).toMatchObject({ code: 'invalid' })
    }
    // The answer names what was asked for.
    expect(await socket.run(`no${sign}command`, {}, 200 + at)).toMatchObject({ ok: false })
  }
  const zero = { board, column: long, rows: [row], values: ['a\0b'] }
  const refused = await socket.run('item.setCells', zero, 300)
  expect(refused).toMatchObject({ ok: false, code: 'invalid', message: expect.stringContaining('cannot be stored') })
  expect(await socket.run('item.setCells', zero, 300)).toMatchObject(refused)
  expect(await socket.run('item.setCells', { ...zero, values: ['whole 😀'] }, 301)).toMatchObject({ ok: true })
  expect(socket.closed).toBe(false)
})
