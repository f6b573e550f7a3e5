import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Client, type ClientBase } from 'pg'
import { errorCode } from '../database/binaries.ts'
import type { FilePlace } from '../files/file-place.ts'
import { fileStoreAt } from '../files/file-place.ts'
import { pathOfHash } from '../files/file-store.ts'
import { StartError } from '../operations/start-error.ts'
import type { Backup } from './check-backup.ts'

/** What rows of files say that the backup does not hold, or holds as something else. */
export async function missingFiles(url: string, { manifest }: Backup): Promise<string[]> {
  const kept = new Map(manifest.files.map((each) => [each.path, each]))
  const client = new Client({ connectionString: url, application_name: 'fulcrum-verify' })
  client.on('error', () => {})
  await client.connect()
  try {
    const problems: string[] = []
    for (const { hash, size } of await fileRows(client)) {
      const found = kept.get(`files/${pathOfHash(hash)}`)
      if (found === undefined)
        problems.push(`file ${hash}: cells name it, and it was not there when the backup was made`)
      else if (found.sha256 !== hash || found.bytes !== size) {
        problems.push(`file ${hash}: its content was not that of its name when the backup was made`)
      }
    }
    return problems
  } finally {
    await client.end().catch(() => {})
  }
}

/** Every file; none in data of a schema that knows none. */
async function fileRows(client: ClientBase): Promise<{ readonly hash: string; readonly size: number }[]> {
  const { rows: there } = await client.query<{ there: boolean }>("SELECT to_regclass('file') IS NOT NULL AS there")
  if (there[0]?.there !== true) return []
  const { rows } = await client.query<{ hash: string; size: number }>(
    'SELECT DISTINCT hash, size_bytes::float8 AS size FROM file ORDER BY hash',
  )
  return rows
}

interface FileTarget extends FilePlace {
  /** The backup's folder. */
  readonly dir: string
  readonly dataDir: string
  readonly signal?: AbortSignal
}

/**
 * Brings along the files that cells of a workspace name: the bytes first, then their rows. What is there already stays; what is
 * brought and belongs to nothing, since the rest failed, goes with the next tidying.
 */
export async function copyWorkspaceFiles(from: ClientBase, into: ClientBase, target: FileTarget): Promise<void> {
  const { dir, signal } = target
  const { rows } = await from.query<{ account: string; hash: string; size: string; type: string; is_picture: boolean }>(
    `SELECT account, hash, size_bytes::text AS size, type, is_picture FROM file f
     WHERE hash IN (SELECT hash FROM file_ref WHERE board IN (SELECT id FROM copied_board)
         UNION SELECT hash FROM update_file WHERE scope_id IN (SELECT id FROM copied_item)
         UNION SELECT hash FROM doc_file WHERE doc IN (SELECT id FROM copied_doc)) ORDER BY hash`,
  )
  const store = fileStoreAt(target, { forOperator: true })
  for (const { account, hash, size, type, is_picture: isPicture } of rows) {
    signal?.throwIfAborted()
    const source = path.join(dir, 'files', 'files', pathOfHash(hash))
    if (!(await isThere(source)))
      throw new StartError('backup', `file ${hash}: ${dir} does not hold it. Nothing was restored.`)
    const staged = await store.stage(createReadStream(source), { maxBytes: Number.MAX_SAFE_INTEGER })
    try {
      if (staged.hash !== hash) {
        throw new StartError('backup', `file ${hash}: ${dir} holds another content. Nothing was restored.`)
      }
      await staged.keep()
    } finally {
      await staged.drop()
    }
    await into.query(
      `INSERT INTO file (account, hash, size_bytes, type, is_picture) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account, hash) DO UPDATE SET sent_at = now()`,
      [account, hash, size, type, isPicture],
    )
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
