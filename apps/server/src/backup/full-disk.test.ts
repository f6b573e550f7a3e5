import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { explainFullDisk } from './full-disk.ts'

test('a full disk is told as such, also where PostgreSQL only let go of the connection', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-full-'))
  mkdirSync(path.join(dir, 'postgres'))
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  const full = { code: 'disk-full', message: expect.stringContaining(dir) }
  expect(explainFullDisk(lost, dir)).toBe(lost)
  writeFileSync(
    path.join(dir, 'postgres', 'server.log'),
    'PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device\n',
  )
  expect(explainFullDisk(lost, dir)).toMatchObject(full)
  expect(explainFullDisk(Object.assign(new Error('extend'), { code: '53100' }), dir)).toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('the database'),
  })
  expect(explainFullDisk(Object.assign(new Error('write'), { code: 'ENOSPC' }), dir)).toMatchObject(full)
  const other = Object.assign(new Error('syntax'), { code: '42601' })
  expect(explainFullDisk(other, dir)).toBe(other)
  rmSync(dir, { recursive: true })
})
