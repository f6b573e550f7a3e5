import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { manifestFile, manifestHashFile } from '../backup/manifest.ts'

/** A data folder with a key and two files, as a server has one. */
export function dataFolderWithFiles(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'fulcrum-backup-data-'))
  mkdirSync(path.join(dir, 'keys'))
  mkdirSync(path.join(dir, 'files', 'ab'), { recursive: true })
  writeFileSync(path.join(dir, 'keys', 'sign-in'), 'a key that nobody else has, and long enough\n')
  writeFileSync(path.join(dir, 'files', 'ab', 'picture ä.png'), Buffer.from([0, 1, 2, 10, 13, 255]))
  writeFileSync(path.join(dir, 'files', 'empty'), '')
  writeFileSync(path.join(dir, 'server.log'), 'no part of a backup')
  return dir
}

/** Every table of a database with a hash of its rows in one order: a way to compare that has nothing of a backup's own. */
export async function tableHashes(pool: pg.Pool, where = ''): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  )
  const hashes: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: found } = await pool.query<{ hash: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS hash
       FROM ${name} t ${where}`,
    )
    hashes[name] = found[0]?.hash ?? ''
  }
  return hashes
}

/** Changes a manifest as somebody would who knows how it is hashed. */
export function forgeManifest(dir: string, change: (manifest: ForgedManifest) => void): void {
  const file = path.join(dir, manifestFile)
  const manifest: ForgedManifest = JSON.parse(readFileSync(file, 'utf8'))
  change(manifest)
  const text = JSON.stringify(manifest)
  writeFileSync(file, text)
  writeFileSync(
    path.join(dir, manifestHashFile),
    `${createHash('sha256').update(text).digest('hex')}  ${manifestFile}\n`,
  )
}

/** What tests may claim in a manifest: anything. */
export interface ForgedManifest {
  format: number
  schema: { version: number; checksums: string[] }
  tables: {
    name: string
    rows: number
    file: string
    sha256: string
    plainBytes: number
    partition?: { bound: string }
  }[]
  files: { path: string; bytes: number; sha256: string }[]
}
