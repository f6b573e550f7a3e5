import { scopeOf } from '@fulcrum/domain'
import type { DocRequest } from '@fulcrum/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ChannelMessage } from '../channels.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { createDocSession } from './doc-session.ts'
import { memoryDocStorage } from './doc-storage.ts'
import type { DocStorage } from './doc-storage.ts'

const docId = '0191d6a0-0000-7000-8000-000000000001'
const scope = scopeOf('doc', docId)

/** Somebody with a doc open that the server knows nothing of yet. */
async function opened(storage: DocStorage) {
  const sent: DocRequest[] = []
  let hear: (message: ChannelMessage) => void = () => undefined
  const session = createDocSession({
    docId,
    storage,
    key: 'me',
    timers: {
      setTimeout: (call, delayMs) => setTimeout(call, delayMs),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
    onError: (error) => {
      throw error
    },
    openChannel: (listener) => {
      hear = listener
      return { send: (message) => void sent.push(message), close: () => (hear = () => undefined) }
    },
  })
  await expect.poll(() => session.status.phase).toBe('stored')
  const state = (): void => hear({ t: 'doc.state', scope, data: toBase64(new Uint8Array([0, 0])), vector: 'AA==' })
  hear({ t: 'open' })
  state()
  const updates = (): Extract<DocRequest, { t: 'doc.update' }>[] => sent.filter((each) => each.t === 'doc.update')
  return { session, updates, hear: (message: ChannelMessage) => hear(message), state }
}

/** What a doc says that was told this. */
function said(updates: readonly { readonly data: string }[]): string {
  const doc = new Y.Doc()
  for (const { data } of updates) Y.applyUpdate(doc, fromBase64(data))
  return doc.getText('note').toString()
}

test('what was typed in the last moment before a doc is left is stored, and then sent', async () => {
  const { session, updates } = await opened(memoryDocStorage())
  session.doc.getText('note').insert(0, 'last words')
  await session.close()
  expect(said(updates())).toBe('last words')
})

test('what was given up does not come back, though it was being stored just then', async () => {
  const storage = memoryDocStorage()
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => (go = resolve))
  const { session } = await opened({
    ...storage,
    addPending: (doc, data) => held.then(() => storage.addPending(doc, data)),
  })
  session.doc.getText('note').insert(0, 'given up')
  const done = session.discard()
  go()
  await done
  expect(await storage.load(docId)).toEqual({ known: [], pending: [] })
})

test('what was refused for want of a right is sent again once the doc is opened again', async () => {
  const { session, updates, hear, state } = await opened(memoryDocStorage())
  session.doc.getText('note').insert(0, 'mine')
  await expect.poll(() => updates().length).toBe(1)
  hear({ t: 'doc.refused', scope, key: 'me', n: 1, code: 'forbidden', message: 'You may read this doc.' })
  expect(session.status.refused).toMatchObject({ code: 'forbidden' })
  hear({ t: 'open' })
  state()
  expect(session.status.refused).toBeNull()
  expect(said(updates().slice(1))).toBe('mine')
  await session.close()
})

test('marks of others that became needless are left: a page writes nothing that nobody wrote', async () => {
  const { session, updates, hear } = await opened(memoryDocStorage())
  // What an editor does: the kind of a text does not come with its updates.
  const text = session.doc.getText('note')
  const first = new Y.Doc()
  first.getText('note').insert(0, 'fast for all')
  const state = Y.encodeStateAsUpdate(first)
  const vector = Y.encodeStateVector(first)
  const tell = (data: Uint8Array): void => hear({ t: 'doc.changed', scope, data: toBase64(data) })
  tell(state)
  // Two others mark the same words, and neither knows of the other.
  for (const words of [' indeed', ' of us']) {
    const other = new Y.Doc()
    Y.applyUpdate(other, state)
    other.getText('note').format(0, 4, { bold: {} })
    other.getText('note').insert(12, words)
    tell(Y.encodeStateAsUpdate(other, vector))
  }
  text.insert(0, 'So ')
  await expect.poll(() => updates().length).toBe(1)
  for (const { data } of updates()) {
    const { structs, ds } = Y.decodeUpdate(fromBase64(data))
    expect([...new Set(structs.map(({ id }) => id.client))]).toEqual([session.doc.clientID])
    expect(ds.clients.size).toBe(0)
  }
  await session.close()
})

test('what the server had already is known here before it stops to be waiting here', async () => {
  const storage = memoryDocStorage()
  const order: string[] = []
  const { session, updates, hear } = await opened({
    ...storage,
    addKnown: (doc, data) => storage.addKnown(doc, data).finally(() => order.push('known')),
    removePending: (ids) => storage.removePending(ids).finally(() => order.push(`${ids.length} no longer waiting`)),
  })
  session.doc.getText('note').insert(0, 'sent twice')
  await expect.poll(() => updates().length).toBe(1)
  order.splice(0)
  hear({ t: 'doc.changed', scope, key: 'me', n: 1, data: '' })
  await expect.poll(() => order).toEqual(['known', '1 no longer waiting'])
  const { known, pending } = await storage.load(docId)
  expect(pending).toEqual([])
  expect(said(known.map(({ data }) => ({ data: toBase64(data) })))).toBe('sent twice')
  await session.close()
})
