import { must, scopeOf } from '@fulcrum/domain'
import { docLines } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { protocolVersion } from '@fulcrum/protocol'
import type { ServerMessage } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { firstOwner, invited } from '../testing/booted-server.ts'
import type { TestBrowser } from '../testing/booted-server.ts'
import { DocEditor, dice } from '../testing/doc-editor.ts'
import type { EditorOptions } from '../testing/doc-editor.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { spawnServer } from '../testing/spawn-server.ts'
import type { ServerProcess } from '../testing/spawn-server.ts'
import { newId } from '../testing/world.ts'
import { readDoc } from './doc-rows.ts'
import { treeOfState } from './doc-tree.ts'

/** By each of the five. */
const edits = Number(process.env['FULCRUM_DOC_EDITS'] ?? 1_000)
const people = 5

let database: TestDatabase
let servers: ServerProcess[]

beforeAll(async () => {
  database = await testDatabase()
  servers = [await spawnServer(database.url), await spawnServer(database.url)]
})

afterAll(async () => {
  for (const server of servers) await server.kill()
  await database.drop()
})

/** A line to whichever of the servers answers. */
function lineOf(browser: TestBrowser, first: number): EditorOptions['connect'] {
  let turn = first
  const client = newId()
  return async (scope, hear) => {
    for (;;) {
      const server = must(servers[turn++ % servers.length])
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, { headers: { cookie: browser.cookie } })
      socket.on('error', () => undefined)
      const opened = await new Promise<boolean>((resolve) => {
        socket.on('close', () => resolve(false))
        socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', protocol: protocolVersion, client })))
        socket.on('message', (data) => {
          // @NOTE the server's own messages.
          const message = JSON.parse(String(data)) as ServerMessage
          if (message.t === 'welcome') {
            socket.send(JSON.stringify({ t: 'open', scope }))
            resolve(true)
          } else hear(message)
        })
      })
      if (opened) {
        const say = (message: object): void => {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
        }
        return { say, close: () => socket.terminate() }
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

test(`${people} editors with ${edits} edits each, with cuts, dead pages and a kill -9 of a server, end with the same text`, async () => {
  const { browser: boss, session } = await firstOwner(must(servers[0]))
  const [workspace, doc] = [newId(), newId()]
  await boss.must('/api/workspace.create', { id: workspace, name: 'Workspace' })
  await boss.must('/api/doc.create', { doc, workspace, name: 'Doc' })
  const seed = Number(process.env['FULCRUM_FUZZ_SEED'] ?? Math.floor(Math.random() * 1e9))
  const random = dice(seed)
  const editors: DocEditor[] = []
  for (let at = 0; at < people; at++) {
    const browser = at === 0 ? boss : (await invited(boss, 'member')).browser
    const editor = new DocEditor({ doc, connect: lineOf(browser, at) })
    await editor.join()
    editors.push(editor)
  }
  const counts = { edits: 0, cuts: 0, deaths: 0, kills: 0 }
  const cutOff = new Set<DocEditor>()
  const total = edits * people
  while (counts.edits < total) {
    const editor = must(editors[Math.floor(random() * people)])
    editor.edit(random)
    counts.edits += 1
    if (random() < 0.01 && !cutOff.has(editor)) {
      // What was typed in the last moments is stored in the browser before the page can die.
      await editor.until('stored', () => editor.session.status.phase !== 'loading')
      if (random() < 0.4) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        editor.die()
        await editor.until('loaded', () => editor.session.status.phase !== 'loading')
        counts.deaths += 1
      } else editor.cut()
      cutOff.add(editor)
      counts.cuts += 1
    }
    for (const each of cutOff) {
      if (random() > 0.1) continue
      cutOff.delete(each)
      await each.join()
    }
    if (counts.edits === Math.floor(total / 2)) {
      await must(servers[1]).kill()
      counts.kills += 1
      servers[1] = await spawnServer(database.url)
      // Sockets of the dead server are gone; their people come back by themselves.
      for (const each of editors) {
        each.cut()
        await each.join()
      }
      cutOff.clear()
    }
    if (counts.edits % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  for (const each of cutOff) await each.join()
  const what = `seed ${seed}`
  for (const each of editors) await each.settled()
  const first = must(editors[0])
  for (const each of editors) await each.until(`${what}: equal`, () => each.shown === first.shown)
  const { rows } = await database.pool.query<{ account: string }>('SELECT account FROM doc WHERE id = $1', [doc])
  const { updates } = await readDoc(database.pool, must(rows[0]).account, doc)
  const kept = Y.mergeUpdates([...updates])
  const again = newTextDoc()
  Y.applyUpdate(again, kept)
  expect(again.getXmlFragment('content').toArray().map(String).join(''), what).toBe(first.shown)
  expect(docLines(treeOfState(kept)).length, what).toBeGreaterThan(3)
  expect(
    editors.flatMap(({ errors }) => errors),
    what,
  ).toEqual([])
  expect(session.member.length).toBeGreaterThan(0)
  // It was no quiet afternoon.
  expect(counts.cuts, what).toBeGreaterThan(0)
  expect(counts.kills, what).toBe(1)
  expect(scopeOf('doc', doc)).toContain(doc)
})
