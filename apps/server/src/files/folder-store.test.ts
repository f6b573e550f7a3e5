import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { fileStoreContract } from './file-store-contract.ts'
import { pathOfHash, stagingFolder } from './file-store.ts'
import { folderStore } from './folder-store.ts'

fileStoreContract('in a folder', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'fulcrum-files-'))
  return { store: folderStore(dir), close: () => rm(dir, { recursive: true, force: true }) }
})

test('a file lies below two folders of its hash, and nothing is left beside it', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'fulcrum-files-'))
  try {
    const staged = await folderStore(dir).stage(Readable.from([Buffer.from('foo')]), { maxBytes: 10 })
    await staged.keep()
    expect(await readdir(path.join(dir, path.dirname(pathOfHash(staged.hash))))).toEqual([staged.hash])
    expect(await readdir(path.join(dir, stagingFolder))).toEqual([])
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
