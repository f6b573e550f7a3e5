import { must, scopeOf } from '@fulcrum/domain'
import type { MemberId } from '@fulcrum/domain'
import { docThreads } from '@fulcrum/domain/doc-comments'
import { docRoot } from '@fulcrum/domain/doc-content'
import type { DocNode } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { appendDocUpdates, readDoc, readVersionText, storeVersionText } from '../docs/doc-rows.ts'
import { treeOfState } from '../docs/doc-tree.ts'
import { keepVersion } from '../docs/versions.ts'
import { recordFile } from '../files/file-rows.ts'
import { folderStore } from '../files/folder-store.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { filesFolder } from '../testing/import-bench.ts'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { Archives } from './archives.ts'
import { openArchive } from './open-archive.ts'
import { docSurvey } from './take-docs.ts'
import { takeInArchive } from './take-in.ts'
import { archiveTo, partsOf } from './testing/archives.ts'

const folder = filesFolder()
const store = folderStore(`${folder.folder}/store`)
const file = `${folder.folder}/docs.fulcrum`
const [workspace, doc, secret, team, remark, answer] = [newId(), newId(), newId(), newId(), newId(), newId()]
const anchor = {
  from: { item: { client: 1, clock: 2 }, assoc: 0 },
  to: { item: { client: 1, clock: 9 }, assoc: -1 },
  before: '',
  after: '',
}
let database: TestDatabase
let world: World
let node: SyncNode
let ada: MemberId
let grace: MemberId
let version: string
let hash: string

/**
 * Two docs: one with formatted text, a mention, a picture, edits, a deletion, a version, a thread and a team that writes in it; one that only
 * Grace may read.
 */
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  ada = await world.member(node, 'owner', 'Ada')
  grace = await world.member(node, 'member', 'Grace')
  const as = (who: MemberId) => async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(who) }, command, 1, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  }
  await as(ada)('workspace.create', { id: workspace, name: 'Papers' })
  await as(ada)('doc.create', { doc, workspace, name: 'Design' })
  await as(ada)('team.create', { id: team, name: 'Writers', members: [grace] })
  await as(ada)('doc.setMember', { doc, subject: 'team', id: team, role: 'editor' })
  await as(grace)('doc.create', { doc: secret, workspace, name: 'Mine', access: 'private' })
  const staged = await store.stage(Readable.from([Buffer.from('89504e470d0a1a0a00', 'hex')]), { maxBytes: 1_000 })
  await staged.keep()
  hash = staged.hash
  await recordFile(
    world.pool,
    world.accountId,
    { hash, sizeBytes: staged.sizeBytes, type: 'image/png', isPicture: true },
    null,
  )
  await write(doc, (root) => {
    const heading = element('heading', { level: 2 }, [text('How it works')])
    const words = text('Bold words and ')
    words.format(0, 4, { bold: {} })
    const named = element('mention', { kind: 'member', id: grace, label: 'Grace' })
    const linked = element('mention', { kind: 'doc', id: secret, label: 'Mine' })
    root.insert(0, [
      heading,
      element('paragraph', {}, [words, named, linked]),
      element('image', { file: hash, name: 'a.png' }),
    ])
  })
  version = await keepVersion(node, { doc, name: 'First', by: ada })
  await write(doc, (root) => {
    root.delete(0, 1)
    root.insert(1, [element('paragraph', {}, [text('Said later')])])
  })
  await as(ada)('doc.comment', { doc, id: remark, anchor, quote: 'How it works', body: `Does it, @[member:${grace}]?` })
  await as(grace)('doc.comment', { doc, id: answer, parent: remark, body: 'It does.' })
  await as(ada)('doc.resolveThread', { doc, id: remark, resolved: true })
  await write(secret, (root) => root.insert(0, [element('paragraph', {}, [text('Nobody else reads it')])]))
  await archiveTo(file, { pool: world.pool, accountId: world.accountId, workspace, files: store })
})

afterAll(async () => {
  await world.stop()
  await database.drop()
  folder.remove()
})

function text(words: string): Y.XmlText {
  return new Y.XmlText(words)
}

function element(name: string, attributes: object, children: (Y.XmlElement | Y.XmlText)[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.insert(0, children)
  return made
}

/** Writes in a doc as an editor does: an update on top of what is there. */
async function write(id: string, change: (root: Y.XmlFragment) => void): Promise<void> {
  const made = newTextDoc()
  const { updates } = await readDoc(world.pool, world.accountId, id)
  for (const update of updates) Y.applyUpdate(made, update)
  const before = Y.encodeStateVector(made)
  made.transact(() => change(made.getXmlFragment(docRoot)))
  const update = { data: Y.encodeStateAsUpdate(made, before), by: null }
  await appendDocUpdates(world.pool, world.accountId, id, { updates: [update], files: [hash], at: 1 })
}

async function takeIn(into: Pick<SyncNode, 'store' | 'executor'>, from: string, memberId: MemberId | null = null) {
  const archive = await openArchive(from)
  const order = { node: into, archive, files: store, memberId, check: () => {}, onProgress: () => {} }
  return takeInArchive(order).finally(() => archive.close())
}

/** A node on which something happens before a command runs: of an archive without boards, when its texts are stored. */
function nodeThat({ store: scopes, executor }: SyncNode, happens: () => Promise<void>) {
  const slowed: SyncNode['executor'] = Object.create(executor, {
    run: {
      value: async (...asked: Parameters<SyncNode['executor']['run']>) => {
        await happens()
        return executor.run(...asked)
      },
    },
  })
  return { store: scopes, executor: slowed }
}

/** How much of docs is stored, whether they are there or not. */
async function storedIn({ pool, accountId }: World): Promise<readonly number[]> {
  const tables = ['doc_state', 'doc_update', 'doc_text', 'doc_file', 'doc']
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE account = $1)`)
  const { rows } = await pool.query<{ counts: number[] }>(`SELECT ARRAY[${counts.join(', ')}] AS counts`, [accountId])
  return must(rows[0], 'a row').counts
}

async function inFreshWorld(work: (there: World, its: SyncNode) => Promise<void>): Promise<void> {
  const fresh = await testDatabase()
  const there = await makeWorld(fresh)
  try {
    await work(there, await there.node())
  } finally {
    await there.stop()
    await fresh.drop()
  }
}

async function treeOf({ pool, accountId }: World, id: string): Promise<DocNode> {
  const { updates } = await readDoc(pool, accountId, id)
  return treeOfState(Y.mergeUpdates([...updates]))
}

test('docs go out and come in again as they were: records, texts, versions, files', async () => {
  await inFreshWorld(async (there, its) => {
    const taken = await takeIn(its, file)
    expect(taken.keptIds).toBe(true)
    const { state } = await its.store.get(scopeOf('doc', doc))
    expect(state.record('doc', doc)).toMatchObject({ name: 'Design', workspaceId: workspace, access: 'main' })
    expect(state.record('docVersion', version)).toMatchObject({ name: 'First' })
    expect(state.record('docMember', team)).toMatchObject({ subject: 'team', role: 'editor' })
    const [thread] = docThreads(state.records('docComment'))
    expect(thread).toMatchObject({ id: remark, anchor, quote: 'How it works', resolved: true })
    // Neither of them is anybody there: each came as a placeholder under their own id.
    expect(thread?.comments.map(({ author, body }) => [author, body])).toEqual([
      [ada, `Does it, @[member:${grace}]?`],
      [grace, 'It does.'],
    ])
    const account = await its.store.get(`account:${there.accountId}`)
    expect(account.state.record('team', team)).toMatchObject({ name: 'Writers' })
    expect(await treeOf(there, doc)).toEqual(await treeOf(world, doc))
    const [before, after] = await Promise.all(
      [world, there].map(({ pool, accountId }) => readVersionText(pool, accountId, doc, version)),
    )
    expect(JSON.stringify(treeOfState(must(after ?? null, 'a text')))).toContain('How it works')
    expect(after).toEqual(before)
    const again = `${folder.folder}/again.fulcrum`
    await archiveTo(again, { pool: there.pool, accountId: there.accountId, workspace, files: store })
    expect(await partsOf(again)).toEqual(await partsOf(file))
    expect([...(await partsOf(file)).keys()]).toContain(`files/${hash}`)
  })
})

test('an archive that two take in at once comes in once, and whoever was second may try again', async () => {
  await inFreshWorld(async (there, its) => {
    let second: unknown = null
    const first = await takeIn(
      nodeThat(its, async () => {
        second ??= await takeIn(its, file).catch((error: unknown) => error)
      }),
      file,
    )
    expect(second).toMatchObject({ code: 'conflict', message: expect.stringContaining('takes this workspace in') })
    expect(first.keptIds).toBe(true)
    expect(await treeOf(there, doc)).toEqual(await treeOf(world, doc))
    expect(await readVersionText(there.pool, there.accountId, doc, version)).not.toBeNull()
    expect((await takeIn(its, file)).keptIds).toBe(false)
    expect(await treeOf(there, doc)).toEqual(await treeOf(world, doc))
  })
})

test('where it fails when the texts are stored nothing of them stays', async () => {
  await inFreshWorld(async (there, its) => {
    const stored: (readonly number[])[] = []
    const failing = nodeThat(its, async () => {
      stored.push(await storedIn(there))
      if (stored.length > 1) throw new Error('The machine went away.')
    })
    await expect(takeIn(failing, file)).rejects.toThrow('went away')
    expect(stored.at(-1)?.[0]).toBe(2)
    expect(await storedIn(there)).toEqual([0, 0, 0, 0, 0])
    expect((await takeIn(its, file)).keptIds).toBe(true)
    expect(await treeOf(there, doc)).toEqual(await treeOf(world, doc))
  })
})

test('what an import wrote that died with its process is in nobody’s way', async () => {
  await inFreshWorld(async (there, its) => {
    const lost = newTextDoc()
    lost.getXmlFragment(docRoot).insert(0, [element('paragraph', {}, [text('Of an import that died')])])
    const data = Y.encodeStateAsUpdate(lost)
    await storeVersionText(there.pool, there.accountId, { doc, version, data })
    const taken = await takeIn(its, file)
    expect(taken.keptIds).toBe(false)
    const { rows } = await there.pool.query<{ id: string }>(`SELECT id FROM doc WHERE name = 'Design'`)
    const design = must(rows[0], 'the doc').id
    expect(JSON.stringify(await treeOf(there, design))).toContain('Said later')
  })
})

test('where their ids are taken they are other docs with the same words, of whoever brought them', async () => {
  const taken = await takeIn(node, file, ada)
  expect(taken.keptIds).toBe(false)
  const { rows } = await world.pool.query<{ id: string }>(`SELECT id FROM doc WHERE workspace_id = $1 ORDER BY name`, [
    taken.workspace,
  ])
  const [design = '', mine = ''] = rows.map(({ id }) => id)
  expect(design).not.toBe(doc)
  // People of this account stay who they are, and what names another doc names its counterpart.
  const there = JSON.stringify(await treeOf(world, doc)).replaceAll(secret, mine)
  expect(there).toContain(grace)
  expect(there).toContain(mine)
  expect(await treeOf(world, design)).toEqual(JSON.parse(there))
  expect(await treeOf(world, mine)).toEqual(await treeOf(world, secret))
  const { state } = await node.store.get(scopeOf('doc', mine))
  expect(state.record('docMember', ada)).toMatchObject({ role: 'owner' })
  const account = await node.store.get(`account:${world.accountId}`)
  expect(account.state.record('docRef', design)).toBeDefined()
  const copy = await node.store.get(scopeOf('doc', design))
  const [thread] = docThreads(copy.state.records('docComment'))
  expect(thread).toMatchObject({ anchor, quote: 'How it works', comments: [{ author: ada }, { author: grace }] })
  expect(thread?.id).not.toBe(remark)
})

test('a doc hangs on nothing that is outside of the archive, and tells nothing of it', async () => {
  const run = async (command: string, args: object) => {
    const done = await node.executor.run({ principal: () => node.hub.principal(grace) }, command, 1, args)
    if (!done.ok) throw new Error(`${command}: ${done.message}`)
  }
  const { board, group } = await world.board(node, grace)
  const [home, item, following, open] = [newId(), newId(), newId(), newId()]
  await run('workspace.create', { id: home, name: 'Elsewhere' })
  await run('board.setAccess', { board, access: 'private' })
  await run('item.create', { board, id: item, title: 'Search', group })
  await run('doc.create', { doc: following, workspace: home, name: 'Following', on: { board, item } })
  await run('doc.create', { doc: open, workspace: home, name: 'Open', access: 'main', on: { board, item } })
  const outside = `${folder.folder}/outside.fulcrum`
  await archiveTo(outside, { pool: world.pool, accountId: world.accountId, workspace: home, files: store })
  expect((await partsOf(outside)).get('docs.ndjson')).not.toContain(board)
  const { workspace: taken } = await takeIn(node, outside, ada)
  const { rows } = await world.pool.query(
    `SELECT name, access, item_id AS item, board_id AS board, board_rights AS rights FROM doc
     WHERE workspace_id = $1 ORDER BY name`,
    [taken],
  )
  const alone = { item: null, board: null, rights: null }
  expect(rows).toEqual([
    { name: 'Following', access: 'private', ...alone },
    { name: 'Open', access: 'main', ...alone },
  ])
})

test('a doc that somebody may not read is not in their archive', async () => {
  const archives = new Archives(node, { folder: folder.folder, files: store, log: silentLog })
  const { stream } = await archives.write(ada, workspace)
  const own = `${folder.folder}/own.fulcrum`
  await pipeline(stream, createWriteStream(own))
  const said = (await partsOf(own)).get('docs.ndjson') ?? ''
  expect(said).toContain(`"doc":"${doc}"`)
  expect(said).not.toContain(`"doc":"${secret}"`)
})

test('a text that no doc may hold is refused before anything is written', async () => {
  const parts = await partsOf(file)
  const lines = must(parts.get('docs.ndjson'), 'the part').split('\n')
  const withText = (update: Uint8Array) => () => {
    const look = docSurvey(workspace, new Map())
    for (const [at, line] of lines.entries()) {
      const read = JSON.parse(line)
      if (read.text !== undefined) read.text = Buffer.from(update).toString('base64')
      look(read, `line ${at}`)
    }
  }
  const bad = newTextDoc()
  bad.getXmlFragment(docRoot).insert(0, [element('script', {}, [text('alert(1)')])])
  expect(withText(Y.encodeStateAsUpdate(bad))).toThrow('script')
  // Without what it stands on, it would wait for that for ever; and so would what is deleted of it.
  const before = Y.encodeStateVector(bad)
  bad.getXmlFragment(docRoot).insert(1, [element('script', {}, [text('alert(2)')])])
  expect(withText(Y.encodeStateAsUpdate(bad, before))).toThrow('not whole')
  const known = Y.encodeStateVector(bad)
  bad.getXmlFragment(docRoot).delete(0, 1)
  expect(withText(Y.encodeStateAsUpdate(bad, known))).toThrow('not whole')
  const look = docSurvey(workspace, new Map())
  expect(() => look({ doc: newId(), text: '' }, 'a line')).toThrow('no doc')
  const [first = ''] = lines
  look(JSON.parse(first), 'the doc')
  for (const wrong of [{ anchor: { ...anchor, from: { tname: 'elsewhere' } } }, { quote: ' ' }, { quote: null }]) {
    const fields = { body: 'x', quote: 'x', at: 1, anchor, ...wrong }
    expect(() => look({ doc: JSON.parse(first).doc, table: 'docComment', id: newId(), fields }, 'a line')).toThrow(
      'stands on no words',
    )
  }
})
