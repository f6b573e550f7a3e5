import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyUploadFolder, fileName, storeUpload } from './upload.ts'

let dir: string

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-upload-'))
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('a file is stored as it comes, under a name that is no path', async () => {
  const folder = await emptyUploadFolder(dir)
  const body = Readable.from([Buffer.from('a,b\n'), Buffer.from('1,2\n')])
  const file = await storeUpload(body, { folder, id: 'one', name: '../../etc/passwd' })
  expect(file).toEqual({ name: 'passwd', path: path.join(folder, 'one') })
  expect(readFileSync(file.path, 'utf8')).toBe('a,b\n1,2\n')
})

test('one that is too large is refused while it comes, and nothing of it stays', async () => {
  const folder = await emptyUploadFolder(dir)
  const body = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(1_000)))
  const stored = storeUpload(body, { folder, id: 'one', name: 'big.csv', maxBytes: 50_000 })
  await expect(stored).rejects.toMatchObject({ code: 'too-large' })
  expect(readdirSync(folder)).toEqual([])
})

test('one that breaks off is refused, and nothing of it stays', async () => {
  const folder = await emptyUploadFolder(dir)
  const body = new Readable({ read() {} })
  body.push('half')
  setImmediate(() => body.destroy(new Error('gone')))
  await expect(storeUpload(body, { folder, id: 'one', name: 'a.csv' })).rejects.toMatchObject({ code: 'invalid' })
  expect(readdirSync(folder)).toEqual([])
})

test('what an earlier process left is removed', async () => {
  const folder = await emptyUploadFolder(dir)
  await storeUpload(Readable.from(['x']), { folder, id: 'left', name: 'a.csv' })
  await emptyUploadFolder(dir)
  expect(readdirSync(folder)).toEqual([])
})

test('names lose control characters and are never empty', () => {
  expect(fileName('C:\\work\\a\u0000b.csv')).toBe('ab.csv')
  expect(fileName('///')).toBe('file')
})
