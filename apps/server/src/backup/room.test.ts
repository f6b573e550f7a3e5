import { expect, test } from 'vitest'
import type { Backup } from './check-backup.ts'
import type { Manifest } from './manifest.ts'
import { neededBytes } from './room.ts'

test('a data folder needs room for what goes there: files that lie elsewhere take none of it', () => {
  const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' })
  // @NOTE of a manifest only the sizes are looked at.
  const manifest = {
    tables: [],
    files: [file('keys/secret', 32), file('files/ab/cd/abcd', 5_000)],
  } as unknown as Manifest
  const backup: Backup = { dir: '/backups/one', manifest }
  const needed = (embedded: boolean, filesElsewhere: boolean) => neededBytes(backup, { embedded, filesElsewhere })
  expect([needed(false, false), needed(false, true)]).toEqual([5_032, 32])
  expect(needed(true, false) - needed(true, true)).toBe(5_000)
})
