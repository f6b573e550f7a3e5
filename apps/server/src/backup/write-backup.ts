import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { Client, type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { errorCode } from '../database/binaries.ts'
import { readMigrations } from '../database/migration-files.ts'
import { databaseTypes, isDiskFull } from '../database/pool.ts'
import { filesInUseLock } from '../files/collect.ts'
import { fileStoreAt } from '../files/file-place.ts'
import type { FilePlace } from '../files/file-place.ts'
import { pathOfHash, stagingFolder } from '../files/file-store.ts'
import type { FileStore } from '../files/file-store.ts'
import { StartError } from '../operations/start-error.ts'
import { copyTarget, plainSettings, quoted, readCatalogue, type CatalogueTable } from './catalogue.ts'
import { fulcrumVersion } from './fulcrum-version.ts'
import {
  backupFormat,
  manifestFile,
  manifestHashFile,
  printManifest,
  tableFile,
  type FileEntry,
  type Manifest,
  type TableEntry,
} from './manifest.ts'
import { keepReserve } from './room.ts'
import { RowDigest, seenBy } from './row-digest.ts'

/** How far a backup, a restore or a check is. */
export interface BackupStep {
  readonly phase: 'tables' | 'files' | 'checking' | 'loading' | 'comparing'
  /** What is being worked on. */
  readonly what: string
  readonly done: number
  readonly total: number
}

export interface WriteOptions extends FilePlace {
  readonly databaseUrl: string
  /** Where keys and files lie. */
  readonly dataDir: string
  /** The folder in which the backup becomes a folder of its own. */
  readonly into: string
  readonly now: Date
  readonly progress?: (step: BackupStep) => void
  readonly signal?: AbortSignal
  /** Called with the process of PostgreSQL that reads for us. */
  readonly onBackend?: (pid: number) => void
}

const compressionLevel = 3

interface WriteTask extends WriteOptions {
  /** What all that is written passes through. */
  readonly leavingRoom: (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer>
}

/**
 * Writes a backup of one moment: every table in one snapshot, then the files, which are there before a row names them. Edits go
 * on meanwhile. It has its name once it is whole and on the disk; what fails or is killed leaves at most a folder whose name
 * begins with a point. Takes little memory, however large the data.
 */
export async function writeBackup(options: WriteOptions): Promise<{ dir: string; manifest: Manifest }> {
  const { into, now, signal } = options
  const draft = path.join(into, `.${nameAt(now)}.${process.pid}.part`)
  try {
    await mkdir(into, { recursive: true, mode: 0o700 })
    await rm(draft, { recursive: true, force: true })
    await mkdir(path.join(draft, 'tables'), { recursive: true, mode: 0o700 })
    const leavingRoom = await keepReserve(draft, options.dataDir)
    const manifest = await writeAll(draft, { ...options, leavingRoom })
    const { text, hash } = printManifest(manifest)
    await writeFile(path.join(draft, manifestFile), text, { mode: 0o600, flag: 'wx', flush: true })
    await writeFile(path.join(draft, manifestHashFile), hash, { mode: 0o600, flag: 'wx', flush: true })
    for (const folder of await foldersOf(draft)) await flushFolder(folder)
    signal?.throwIfAborted()
    const dir = await nameIt(draft, into, now)
    await flushFolder(into)
    return { dir, manifest }
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw explainWriteError(error, into)
  }
}

function nameAt(now: Date): string {
  const second = now.toISOString().replace(/\.\d+Z$/, 'Z')
  return `fulcrum-${second.replaceAll(':', '-')}`
}

/** What renaming to the name of a folder with something in it says, by system. */
const takenCodes: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST'])

/** Gives a whole backup its name: that of its second, or of the next one that no other backup has. */
async function nameIt(draft: string, into: string, now: Date): Promise<string> {
  for (let at = now.getTime(); ; at += 1_000) {
    const dir = path.join(into, nameAt(new Date(at)))
    try {
      await rename(draft, dir)
      return dir
    } catch (error) {
      if (!takenCodes.has(String(errorCode(error)))) throw error
    }
  }
}

async function writeAll(draft: string, options: WriteTask): Promise<Manifest> {
  const client = new Client({
    connectionString: options.databaseUrl,
    application_name: 'fulcrum-backup',
    types: databaseTypes,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    // What the snapshot names stays until it is copied; the lock goes with the connection.
    await client.query('SELECT pg_advisory_lock_shared($1)', [filesInUseLock])
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(plainSettings)
    const facts = await client.query<{ pid: number; version: string }>(
      "SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version",
    )
    options.onBackend?.(facts.rows[0]?.pid ?? 0)
    const schema = await readSchema(client)
    const { tables, foreign, counters } = await readCatalogue(client)
    const entries: TableEntry[] = []
    for (const [done, table] of tables.entries()) {
      options.progress?.({ phase: 'tables', what: table.name, done, total: tables.length })
      entries.push(await writeTable(client, draft, table, options))
    }
    const sequences = []
    for (const { table, column } of counters) {
      const { rows } = await client.query<{ name: string }>('SELECT pg_get_serial_sequence($1, $2) AS name', [
        quoted(table),
        column,
      ])
      // @NOTE the name comes from the catalogue, quoted as it must be.
      const { rows: values } = await client.query<{ value: number; called: boolean }>(
        `SELECT last_value AS value, is_called AS called FROM ${rows[0]?.name ?? ''}`,
      )
      sequences.push({ table, column, value: values[0]?.value ?? 1, called: values[0]?.called ?? false })
    }
    const files = await writeFiles(draft, options)
    await client.query('COMMIT')
    return {
      format: backupFormat,
      createdAt: options.now.toISOString(),
      fulcrum: fulcrumVersion(),
      postgres: facts.rows[0]?.version ?? '',
      schema,
      tables: entries,
      leftOut: [...foreign],
      sequences,
      files,
    }
  } finally {
    await client.end().catch(() => {})
  }
}

async function readSchema(client: ClientBase): Promise<Manifest['schema']> {
  const { rows: there } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('schema_migration') IS NOT NULL AS there",
  )
  if (there[0]?.there !== true) throw new StartError('backup', 'There is nothing to back up: the database is empty.')
  const { rows } = await client.query<{ checksum: string }>('SELECT checksum FROM schema_migration ORDER BY number')
  const known = readMigrations()
  if (rows.length > known.length) {
    throw new StartError('data-newer', 'The data was written by a newer Fulcrum. Use that one to back it up.')
  }
  return { version: rows.length, checksums: rows.map(({ checksum }) => checksum) }
}

async function writeTable(
  client: ClientBase,
  draft: string,
  table: CatalogueTable,
  { leavingRoom, signal }: WriteTask,
): Promise<TableEntry> {
  const file = tableFile(table.name)
  const digest = new RowDigest()
  const meter = new ByteMeter()
  await pipeline(
    client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`)),
    (source: AsyncIterable<Buffer>) => seenBy(digest, source),
    createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: compressionLevel, [constants.ZSTD_c_checksumFlag]: 1 },
    }),
    leavingRoom,
    meter,
    createWriteStream(path.join(draft, file), { mode: 0o600, flags: 'wx', flush: true }),
    { signal },
  )
  return {
    name: table.name,
    ...(table.partition && { partition: table.partition }),
    columns: [...table.columns],
    rows: digest.rows,
    digest: digest.digest(),
    file,
    bytes: meter.bytes,
    plainBytes: digest.bytes,
    sha256: meter.sha256(),
  }
}

/** Something that is kept beside the tables. */
interface KeptFile {
  /** Within the data folder, wherever it lies. */
  readonly path: string
  /** Null where it is gone by now. */
  open(): Promise<Readable | null>
}

async function writeFiles(draft: string, options: WriteTask): Promise<FileEntry[]> {
  const { leavingRoom, progress, signal } = options
  const kept = await keptFiles(options)
  const entries: FileEntry[] = []
  for (const [done, each] of kept.entries()) {
    progress?.({ phase: 'files', what: each.path, done, total: kept.length })
    // Files never change; one that is gone by now belonged to nothing in the snapshot, or was forgotten for good.
    const content = await each.open()
    if (content === null) continue
    const meter = new ByteMeter()
    const target = path.join(draft, 'files', each.path)
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    const sink = createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true })
    await pipeline(content, leavingRoom, meter, sink, { signal })
    entries.push({ path: each.path, bytes: meter.bytes, sha256: meter.sha256() })
  }
  return entries
}

/** Keys lie in the data folder; files lie there, in a folder of their own, or in a store without folders. */
async function keptFiles(options: WriteTask): Promise<KeptFile[]> {
  const { dataDir, filesDir = path.join(dataDir, 'files'), filesS3 } = options
  const keys = await keptBelow(path.join(dataDir, 'keys'), 'keys')
  return [
    ...keys,
    ...(filesS3 ? await keptIn(fileStoreAt(options, { forOperator: true })) : await keptBelow(filesDir, 'files')),
  ]
}

async function keptIn(store: FileStore): Promise<KeptFile[]> {
  const files: KeptFile[] = []
  for await (const { hash } of store.list()) {
    files.push({ path: `files/${pathOfHash(hash)}`, open: () => store.open(hash) })
  }
  return files
}

/** The files below a folder; none where there is no folder, and not what is on its way. */
async function keptBelow(folder: string, name: string): Promise<KeptFile[]> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(absent)) ?? []
  return found
    .filter((each) => each.isFile() && path.basename(each.parentPath) !== stagingFolder)
    .map((each) => path.relative(folder, path.join(each.parentPath, each.name)).split(path.sep).join('/'))
    .sort()
    .map((each) => ({
      path: `${name}/${each}`,
      open: async () => (await open(path.join(folder, each), 'r').catch(absent))?.createReadStream() ?? null,
    }))
}

function absent(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

/** Counts and hashes what passes. */
export class ByteMeter extends Transform {
  bytes = 0
  private readonly hash = createHash('sha256')

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, chunk: Buffer) => void,
  ): void {
    this.bytes += chunk.length
    this.hash.update(chunk)
    done(null, chunk)
  }

  /** To be asked once, at the end. */
  sha256(): string {
    return this.hash.digest('hex')
  }
}

async function foldersOf(dir: string): Promise<string[]> {
  const below = await readdir(dir, { recursive: true, withFileTypes: true })
  return [dir, ...below.filter((each) => each.isDirectory()).map((each) => path.join(each.parentPath, each.name))]
}

/** Makes names that were given in a folder outlive a power cut. */
export async function flushFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function explainWriteError(error: unknown, into: string): unknown {
  const cause = { cause: error }
  if (isDiskFull(error)) {
    const message = `The disk of ${into} is full: there is no new backup. Free some space, or give another folder, and run it again.`
    return new StartError('disk-full', message, cause)
  }
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new StartError('backup', `The folder ${into} cannot be written: there is no new backup.`, cause)
    default:
      return error
  }
}
