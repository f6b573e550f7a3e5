import { scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { docThreads } from '@fulcrum/domain/doc-comments'
import { anchorBetween } from '@fulcrum/domain/doc-text'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { purgePass } from '../consumers/purge.ts'
import type { SyncNode } from '../node.ts'
import { DocEditor, lineTo } from '../testing/doc-editor.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { TestSocket, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let other: SyncNode
let owner: MemberId
let guest: MemberId
let viewer: MemberId
let workspace: string

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  other = await world.node()
  owner = await world.member(node, 'member', 'Olga')
  guest = await world.member(node, 'guest', 'Gus')
  viewer = await world.member(node, 'viewer', 'Vera')
  workspace = newId()
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Workspace' })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

function run(command: string, args: object, by = owner, on = node) {
  return on.executor.run({ principal: () => on.hub.principal(by) }, command, 1, args)
}

async function did(command: string, args: object, by = owner): Promise<void> {
  const answer = await run(command, args, by)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

/** A doc with one line, in which a guest may comment, and its editor. */
async function makeDoc() {
  const doc = newId()
  await did('doc.create', { doc, workspace, name: 'Plan', access: 'shareable' })
  await did('doc.setMember', { doc, id: guest, subject: 'member', role: 'commenter' })
  await did('doc.setMember', { doc, id: viewer, subject: 'member', role: 'viewer' })
  const editor = new DocEditor({ doc, connect: lineTo(() => new TestSocket(node, owner), newId) })
  await editor.join()
  editor.write('one copy of it')
  await editor.settled()
  const block: unknown = editor.root.get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no text')
  const anchor = {
    ...anchorBetween({ type: text, index: 4 }, { type: text, index: 8 }),
    before: 'one ',
    after: ' of it',
  }
  return { doc, editor, anchor }
}

async function threads(doc: string, on = node) {
  return docThreads((await on.store.get(scopeOf('doc', doc))).state.records('docComment'))
}

test('whoever may comment says something of words and writes none; who reads hears it on another node, and says nothing', async () => {
  const { doc, editor, anchor } = await makeDoc()
  const scope = scopeOf('doc', doc)
  const reading = new TestSocket(other, viewer)
  await reading.hello(newId())
  await reading.open(scope)
  const id = newId()
  const said = { doc, id, anchor, quote: 'copy', body: 'Which?' }
  expect(await run('doc.comment', said, guest)).toMatchObject({ ok: true })
  await expect
    .poll(async () => (await threads(doc, other)).map((thread) => thread.id), { timeout: 20_000 })
    .toEqual([id])
  await reading.wait(() =>
    reading.received.find((message) => message.t === 'changes' && JSON.stringify(message).includes('Which?')),
  )
  expect((await threads(doc))[0]).toMatchObject({ anchor, quote: 'copy', comments: [{ author: guest }] })
  const answer = { doc, id: newId(), parent: id, body: 'x' }
  for (const [command, args] of [
    ['doc.comment', answer],
    ['doc.resolveThread', { doc, id, resolved: true }],
    ['doc.editComment', { doc, id, body: 'x' }],
    ['doc.deleteComment', { doc, id }],
  ] as const) {
    expect(await run(command, args, viewer)).toMatchObject({ ok: false, code: 'forbidden' })
  }
  const writing = new DocEditor({ doc, connect: lineTo(() => new TestSocket(node, guest), newId) })
  await writing.join()
  await writing.until('the line', () => writing.root.length === 1)
  writing.write('mine')
  await writing.until('refused', () => writing.session.status.refused !== null)
  expect(editor.root.length).toBe(1)
})

test('what is said of a doc is there after it was read anew, and a doc that one may not read is none', async () => {
  const { doc, anchor } = await makeDoc()
  const id = newId()
  await did('doc.comment', { doc, id, anchor, quote: 'copy', body: 'Which?' }, guest)
  await did('doc.comment', { doc, id: newId(), parent: id, body: 'The first.' })
  await did('doc.resolveThread', { doc, id, resolved: true })
  const third = await world.node()
  expect((await threads(doc, third))[0]).toMatchObject({
    anchor,
    resolved: true,
    resolvedBy: owner,
    comments: [{ body: 'Which?' }, { body: 'The first.' }],
  })
  await did('doc.setAccess', { doc, access: 'private' })
  const stranger = { doc, id: newId(), parent: id, body: 'x' }
  expect(await run('doc.comment', stranger, guest)).toMatchObject({ ok: false, code: 'forbidden' })
  const nowhere = { doc: newId(), id: newId(), anchor, quote: 'x', body: 'x' }
  expect(await run('doc.comment', nowhere, guest)).toMatchObject({ ok: false })
})

test('a comment that was taken away is forgotten after 30 days, the doc and the others stay; with the doc all goes', async () => {
  const { doc, editor, anchor } = await makeDoc()
  const [gone, kept] = [newId(), newId()]
  await did('doc.comment', { doc, id: gone, anchor, quote: 'copy', body: 'Secret' }, guest)
  await did('doc.comment', { doc, id: kept, anchor, quote: 'copy', body: 'Stays' })
  await did('doc.deleteComment', { doc, id: gone }, guest)
  const later = () => purgePass({ node, pool: world.pool, log: silentLog, now: () => Date.now() + 40 * 24 * 3_600_000 })
  const said = async () => {
    const log = await world.pool.query<{ said: string }>(
      `SELECT coalesce(string_agg(c::text, ''), '') AS said FROM change c WHERE scope = $1`,
      [scopeOf('doc', doc)],
    )
    const rows = await world.pool.query<{ body: string | null; quote: string | null }>(
      'SELECT body, quote FROM doc_comment WHERE scope_id = $1 ORDER BY body',
      [doc],
    )
    return { log: log.rows[0]?.said ?? '', rows: rows.rows }
  }
  await later()
  const after = await said()
  expect(after.rows).toEqual([
    { body: 'Stays', quote: 'copy' },
    { body: null, quote: null },
  ])
  expect(after.log).toContain('Stays')
  expect(after.log).not.toContain('Secret')
  editor.write('more')
  await editor.settled()
  await did('doc.delete', { doc })
  await later()
  const end = await said()
  expect(end.rows.every(({ body, quote }) => body === null && quote === null)).toBe(true)
  expect(end.log).not.toContain('Stays')
})
