import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createApi } from '@fulcrum/client/api'
import { publicId } from '@fulcrum/domain'
import type { NewTokenAnswer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootServer, firstOwner, goodPassword } from '../testing/booted-server.ts'
import type { BootedServer, TestBrowser } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let server: BootedServer
let owner: TestBrowser

beforeAll(async () => {
  database = await testDatabase()
  server = await bootServer(database.url)
  owner = (await firstOwner(server)).browser
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('the ten lines of the guide make a board, fill it, and say what changes on it', async () => {
  const guide = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/api.md'), 'utf8')
  const script = /```js script\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
  expect(script.trim().split('\n')).toHaveLength(10)
  const { token, entry } = await owner.must<NewTokenAnswer>('/auth/token.create', {
    name: 'The guide',
    mayWrite: true,
    expiresInDays: 1,
    places: null,
    password: goodPassword,
  })
  const file = path.join(import.meta.dirname, `.script-${crypto.randomUUID()}.mjs`)
  writeFileSync(file, script)
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, FULCRUM_URL: server.url, FULCRUM_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    let said = ''
    const says = async (what: string) => {
      while (!said.includes(what)) {
        const [part] = (await once(child.stdout, 'data')) as [Buffer]
        said += String(part)
      }
    }
    await says('FROM-3 Keep it')
    expect(said).toBe('FROM-1 Write it down\nFROM-2 Try it\nFROM-3 Keep it\n')
    const api = createApi({ url: server.url, token })
    const { boards } = await api.query<{ boards: { id: string; name: string }[] }>('tree.list')
    const board = boards.find(({ name }) => name === 'From a script')?.id ?? ''
    await api.run('item.setCells', { board, column: 'title', rows: ['FROM-2'], values: ['Tried'] })
    await says('item.setCells')
    expect(said).toContain(`item.setCells ${publicId('member', entry.member)}`)
  } finally {
    child.kill()
    rmSync(file)
  }
})
