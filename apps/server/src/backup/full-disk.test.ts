import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { explainFullDisk } from './full-disk.ts'

test('a full disk is told as such, also where PostgreSQL only let go of the connection', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'fulcrum-full-'))
  mkdirSync(path.join(dataDir, 'postgres'))
  const fixed = { dataDir, what: 'the backup', needed: 3 * 1024 ** 2, outcome: 'Nothing was restored.' }
  const explained = (error: unknown, embedded = true) => explainFullDisk(error, { ...fixed, embedded })
  const coded = (code: string, message = '') => Object.assign(new Error(message), { code })
  const lost = coded('ECONNRESET')
  const full = { code: 'disk-full', message: expect.stringMatching(`${dataDir} is full.* about 3 MB.*Nothing was`) }
  expect(explained(lost)).toBe(lost)
  writeFileSync(
    path.join(dataDir, 'postgres', 'server.log'),
    'PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device\n',
  )
  expect(explained(lost)).toMatchObject(full)
  expect(explained(coded('53100'))).toMatchObject(full)
  expect(explained(coded('XX000', 'could not extend file "base/1/2": File too large'))).toMatchObject(full)
  expect(explained(coded('53100'), false)).toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('the database'),
  })
  expect(explained(coded('ENOSPC'), false)).toMatchObject(full)
  const other = coded('42601')
  expect(explained(other)).toBe(other)
  rmSync(dataDir, { recursive: true })
})
