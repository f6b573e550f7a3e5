import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bootServer, firstOwner } from '../testing/booted-server.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.drop())

test('neither an upload without end nor a client that does not answer holds up a stop', async () => {
  const server = await bootServer(database.url)
  const { browser } = await firstOwner(server)
  const { hostname, port, host } = new URL(server.url)
  const upload = connect(Number(port), hostname)
  upload.on('error', () => {})
  const cut = once(upload, 'close')
  upload
    .resume()
    .write(
      `POST /imports?name=endless.csv HTTP/1.1\r\nHost: ${host}\r\nCookie: ${browser.cookie}\r\n` +
        'Content-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nKey,Title\n',
    )
  const mute = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, { headers: { cookie: browser.cookie } })
  mute.on('error', () => {})
  await once(mute, 'open')
  mute.pause()
  await browser.get('/imports/sources')
  await server.stop()
  await cut
  mute.terminate()
  expect(await fetch(`${server.url}/healthz`).catch(() => 'gone')).toBe('gone')
})
