import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headBytes } from './file-store.ts'
import type { FileStore } from './file-store.ts'

const maxBytes = 4 * 1024 * 1024

/** Everything a store of files promises, as tests; `open` makes an empty one. */
export function fileStoreContract(
  name: string,
  open: () => Promise<{ readonly store: FileStore; readonly close: () => Promise<void> }>,
): void {
  describe(`the store of files ${name}`, () => {
    let store: FileStore
    let close: () => Promise<void>

    beforeAll(async () => {
      ;({ store, close } = await open())
    })

    afterAll(() => close())

    const put = async (content: Buffer) => {
      const staged = await store.stage(Readable.from([content]), { maxBytes })
      await staged.keep()
      await staged.drop()
      return staged
    }
    const read = async (hash: string, range?: { start: number; end: number }) => {
      const found = await store.open(hash, range)
      return found === null ? null : buffer(found)
    }
    const listed = async () => {
      const hashes: string[] = []
      for await (const { hash } of store.list()) hashes.push(hash)
      return hashes
    }

    test('keeps what comes under its hash, and gives it back whole and in parts', async () => {
      for (const length of [0, 1, headBytes, 300_000]) {
        const content = bytes(length, length)
        const staged = await put(content)
        expect(staged).toMatchObject({ hash: sha256(content), sizeBytes: length })
        expect(staged.head.equals(content.subarray(0, headBytes))).toBe(true)
        expect((await read(staged.hash))?.equals(content)).toBe(true)
        expect(await store.sizeOf(staged.hash)).toBe(length)
        if (length > 2) {
          expect(await read(staged.hash, { start: 1, end: 2 })).toEqual(content.subarray(1, 3))
          expect(await read(staged.hash, { start: length - 1, end: length - 1 })).toEqual(content.subarray(-1))
        }
      }
    })

    test('keeps the same content once, also where it is sent twice at a time', async () => {
      const content = bytes(100_000, 7)
      const hashes = await Promise.all([put(content), put(content), put(content)])
      expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1)
      expect((await listed()).filter((hash) => hash === sha256(content))).toHaveLength(1)
      expect((await read(sha256(content)))?.equals(content)).toBe(true)
    })

    test('shows nothing of what is not kept, and drops it', async () => {
      const staged = await store.stage(Readable.from([bytes(500, 8)]), { maxBytes })
      expect(await read(staged.hash)).toBeNull()
      await staged.drop()
      expect(await store.sizeOf(staged.hash)).toBeNull()
      expect(await listed()).not.toContain(staged.hash)
    })

    test('leaves nothing of what is too large or breaks off, and says which', async () => {
      const before = await listed()
      const large = Readable.from(
        (function* () {
          for (;;) yield bytes(64 * 1024, 9)
        })(),
      )
      await expect(store.stage(large, { maxBytes })).rejects.toMatchObject({ code: 'too-large' })
      const broken = new Readable({ read() {} })
      broken.push(bytes(1_000, 1))
      const staging = store.stage(broken, { maxBytes })
      broken.destroy()
      await expect(staging).rejects.toMatchObject({ code: 'invalid', details: { reason: 'broken-off' } })
      expect(await listed()).toEqual(before)
    })

    test('drops what was staged by whoever did not live to keep it, and only that', async () => {
      const kept = await put(bytes(800, 12))
      const staged = await store.stage(Readable.from([bytes(900, 13)]), { maxBytes })
      await store.dropStagedBefore(Date.now() - 60_000)
      await staged.keep()
      expect(await store.sizeOf(staged.hash)).toBe(900)
      const lost = await store.stage(Readable.from([bytes(901, 14)]), { maxBytes })
      await store.dropStagedBefore(Date.now() + 60_000)
      await expect(lost.keep()).rejects.toThrow()
      expect(await store.sizeOf(kept.hash)).toBe(800)
    })

    test('removes a file, and does not mind one that is not there', async () => {
      const { hash } = await put(bytes(2_000, 15))
      expect(await listed()).toContain(hash)
      await store.remove(hash)
      await store.remove(hash)
      expect(await read(hash)).toBeNull()
      expect(await listed()).not.toContain(hash)
    })

    test('keeps what was made from a file beside it, in no list, until the file goes', async () => {
      const { hash } = await put(bytes(3_000, 16))
      expect(await store.openDerived(hash, 'w320')).toBeNull()
      const first = Uint8Array.from(bytes(700, 17))
      await store.keepDerived(hash, 'w320', Uint8Array.of(9))
      await store.keepDerived(hash, 'w320', first)
      await store.keepDerived(hash, 'w1280', Uint8Array.of())
      expect(await store.openDerived(hash, 'w320')).toEqual(Buffer.from(first))
      expect(await store.openDerived(hash, 'w1280')).toEqual(Buffer.alloc(0))
      expect((await listed()).filter((each) => each.startsWith(hash))).toEqual([hash])
      expect((await read(hash))?.length).toBe(3_000)
      await store.remove(hash)
      expect([await store.openDerived(hash, 'w320'), await store.openDerived(hash, 'w1280')]).toEqual([null, null])
    })

    test('never looks for what is no hash', async () => {
      for (const name of ['../../keys/secret', '', 'x'.repeat(64), `${'a'.repeat(63)}/`]) {
        await expect(store.open(name)).rejects.toThrow('hash')
        await expect(store.remove(name)).rejects.toThrow('hash')
        await expect(store.openDerived(name, 'w320')).rejects.toThrow('hash')
      }
    })
  })
}

/** Bytes that are always the same for a seed. */
function bytes(length: number, seed: number): Buffer {
  const made = Buffer.alloc(length)
  let state = seed + 1
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    made[at] = state >> 16
  }
  return made
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
