import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestS3, testS3Place } from '../../testing/s3-server.ts'
import type { TestS3 } from '../../testing/s3-server.ts'
import { fileStoreContract } from '../file-store-contract.ts'
import { pathOfHash, stagingFolder } from '../file-store.ts'
import { requireS3, s3Store } from './s3-store.ts'

fileStoreContract('in a bucket', async () => {
  const { place, stop } = await testS3Place()
  return { store: s3Store(place), close: stop }
})

const megabyte = 1024 ** 2
const maxBytes = 100 * megabyte
const large = Buffer.alloc(20 * megabyte, 'large ')

/** What comes in pieces, as over a network. */
function inPieces(content: Buffer, pieceBytes = 100_000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes)
    })(),
  )
}

test(
  'what is larger than a part arrives whole, also in the store that tests are given',
  { timeout: 60_000 },
  async () => {
    const { place, stop } = await testS3Place()
    const store = s3Store(place)
    for (const content of [large.subarray(0, 5 * megabyte), large]) {
      const staged = await store.stage(inPieces(content), { maxBytes })
      await staged.keep()
      await staged.drop()
      expect(staged.sizeBytes).toBe(content.length)
      const kept = await store.open(staged.hash)
      expect((await buffer(kept ?? Readable.from([]))).equals(content)).toBe(true)
      const range = await store.open(staged.hash, { start: 5 * megabyte - 3, end: 5 * megabyte - 1 })
      expect(await buffer(range ?? Readable.from([]))).toEqual(content.subarray(5 * megabyte - 3, 5 * megabyte))
      await store.remove(staged.hash)
    }
    await stop()
  },
)

describe('a store in a bucket', () => {
  let s3: TestS3

  beforeAll(async () => {
    s3 = await startTestS3()
  })

  afterAll(() => s3.stop())

  beforeEach(() => {
    s3.busy = () => false
    s3.denied = () => false
    s3.failsLate = false
    s3.pageSize = 1_000
  })

  const names = () => [...s3.objects.keys()]
  const put = async (content: Buffer) => {
    const staged = await s3Store(s3.place).stage(inPieces(content), { maxBytes })
    await staged.keep()
    await staged.drop()
    return staged.hash
  }

  test('names a file as a folder does, below the prefix, and leaves nothing beside it', async () => {
    const hash = await put(Buffer.from('foo'))
    expect(names()).toEqual([`team/${pathOfHash(hash)}`])
  })

  test('asks again where the store is busy for a moment, and gives up where it stays so', async () => {
    let left = 3
    s3.busy = () => left-- > 0
    const hash = await put(Buffer.from('busy'))
    expect(await s3Store(s3.place).sizeOf(hash)).toBe(4)
    s3.busy = () => true
    const heard: string[] = []
    const store = s3Store(s3.place, { refused: ({ code }) => heard.push(code) })
    await expect(store.stage(inPieces(Buffer.from('x')), { maxBytes })).rejects.toMatchObject({
      code: 'unavailable',
      details: { reason: 'file-store' },
    })
    expect(heard).toEqual(['SlowDown'])
  })

  test('gives up the parts of what breaks off or is refused in the middle', async () => {
    const before = names()
    const broken = new Readable({ read() {} })
    broken.push(large.subarray(0, 12 * megabyte))
    s3.busy = (_method, url) => {
      if (url.searchParams.get('partNumber') === '1') setImmediate(() => broken.destroy())
      return false
    }
    await expect(s3Store(s3.place).stage(broken, { maxBytes })).rejects.toMatchObject({
      details: { reason: 'broken-off' },
    })
    s3.busy = (_method, url) => url.searchParams.get('partNumber') === '2'
    await expect(s3Store(s3.place).stage(inPieces(large), { maxBytes })).rejects.toMatchObject({ code: 'unavailable' })
    s3.busy = () => false
    const limit = { maxBytes: 9 * megabyte }
    await expect(s3Store(s3.place).stage(inPieces(large), limit)).rejects.toMatchObject({ code: 'too-large' })
    expect(s3.uploads.size).toBe(0)
    expect(names()).toEqual(before)
  })

  test('believes no success that is none', async () => {
    const staged = await s3Store(s3.place).stage(inPieces(Buffer.from('late')), { maxBytes })
    s3.failsLate = true
    await expect(staged.keep()).rejects.toMatchObject({ code: 'unavailable' })
    await staged.drop()
    expect(await s3Store(s3.place).sizeOf(staged.hash)).toBeNull()
    expect(names().filter((name) => name.includes(stagingFolder))).toEqual([])
  })

  test('drops a draft whose file is kept by a request of its own, which the file does not wait for', async () => {
    const staged = await s3Store(s3.place).stage(inPieces(Buffer.from('draft')), { maxBytes })
    s3.busy = (method) => method === 'DELETE'
    await staged.keep()
    expect(await s3Store(s3.place).sizeOf(staged.hash)).toBe(5)
    s3.busy = () => false
    await staged.drop()
    expect(names().filter((name) => name.includes(stagingFolder))).toEqual([])
  })

  test('asks once to remove a file, and tidies drafts where it may not see uploads that were begun', async () => {
    const hash = await put(Buffer.from('to be removed'))
    let asked = 0
    s3.busy = (method) => method === 'DELETE' && (asked += 1) > 0
    const store = s3Store(s3.place)
    await expect(store.remove(hash)).rejects.toMatchObject({ code: 'SlowDown' })
    expect(asked).toBe(1)
    s3.busy = () => false
    await store.stage(inPieces(Buffer.from('left')), { maxBytes })
    s3.denied = (_method, url) => url.searchParams.has('uploads')
    await store.dropStagedBefore(Date.now() + 60_000)
    expect(names().filter((name) => name.includes(stagingFolder))).toEqual([])
  })

  test('tells whoever runs the server what the store answered', async () => {
    s3.denied = () => true
    const store = s3Store(s3.place, { forOperator: true })
    const refusal = { code: 'files-unusable', message: expect.stringContaining('it has to list the bucket') }
    await expect(store.stage(inPieces(Buffer.from('x')), { maxBytes })).rejects.toMatchObject(refusal)
    await expect(store.list()[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal)
  })

  test('lists what is on many pages', async () => {
    const hashes = [await put(Buffer.from('a')), await put(Buffer.from('b')), await put(Buffer.from('c'))]
    s3.pageSize = 2
    const listed = new Set<string>()
    for await (const { hash } of s3Store(s3.place).list()) listed.add(hash)
    for (const hash of hashes) expect(listed).toContain(hash)
    expect(listed.size).toBe(names().length)
  })

  test(
    'leaves nothing that has a name of whoever is killed in the middle, and tidies what is left',
    { timeout: 60_000 },
    async () => {
      const before = names()
      const killed = fork(path.join(import.meta.dirname, '../../testing/send-for-ever.ts'), {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      const secondPart = new Promise<void>((resolve) => {
        s3.busy = (_method, url) => {
          if (url.searchParams.get('partNumber') === '3') resolve()
          return false
        }
      })
      killed.send(s3.place)
      await secondPart
      killed.kill('SIGKILL')
      await once(killed, 'exit')
      s3.busy = () => false
      expect(names()).toEqual(before)
      expect(s3.uploads.size).toBe(1)
      const store = s3Store(s3.place)
      await store.dropStagedBefore(Date.now() - 60_000)
      expect(s3.uploads.size).toBe(1)
      await store.dropStagedBefore(Date.now() + 60_000)
      expect(s3.uploads.size).toBe(0)
      expect(names()).toEqual(before)
    },
  )

  test.each([
    [{ bucket: 'others' }, 'there is no bucket "others"'],
    [{ keyId: 'nobody' }, 'it does not know the key "nobody"'],
    [{ secret: 'not this one' }, 'the secret is not that of the key'],
    [{ region: 'us-west-1' }, 'it is not in the region "us-west-1"'],
    [{ endpoint: 'http://127.0.0.1:1' }, 'nothing answers there'],
  ])('a start with %j is refused with what to mend, and without the secret', async (wrong, message) => {
    const place = { ...s3.place, ...wrong }
    const refusal: unknown = await requireS3(place).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'files-unusable', message: expect.stringContaining(message) })
    expect(String(refusal)).not.toContain(place.secret)
  })

  test('a start is refused where the key may not read, or nothing can be copied', async () => {
    s3.denied = (method, url) => method === 'GET' && url.search === ''
    await expect(requireS3(s3.place)).rejects.toMatchObject({ code: 'files-unusable' })
    s3.denied = () => false
    s3.failsLate = true
    await expect(requireS3(s3.place)).rejects.toMatchObject({ code: 'files-unusable' })
    s3.failsLate = false
    await s3Store(s3.place).dropStagedBefore(Date.now() + 60_000)
  })

  test('a start with what is right leaves nothing in the bucket', async () => {
    const before = names()
    await requireS3(s3.place)
    expect(names()).toEqual(before)
  })
})
