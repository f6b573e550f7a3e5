import { createReadStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { Client, type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { errorCode } from '../database/binaries.ts'
import { createLedger } from '../database/migrate.ts'
import { readMigrations } from '../database/migration-files.ts'
import { databaseTypes } from '../database/pool.ts'
import { StartError } from '../operations/start-error.ts'
import { copyTarget, plainSettings, quoted, readCatalogue } from './catalogue.ts'
import type { Backup, CheckOptions } from './check-backup.ts'
import type { TableEntry } from './manifest.ts'
import { RowDigest, seenBy } from './row-digest.ts'

export interface LoadOptions extends CheckOptions {
  /** Removes what Fulcrum has in the database, in the same transaction. Otherwise a database that is not empty is refused. */
  readonly replace?: boolean
}

/**
 * Loads a backup that was found whole into a database, in one transaction: the schema of the backup's time and every row, or
 * nothing. What came out is compared with the manifest's counts and digests before it is committed.
 */
export async function loadBackup(databaseUrl: string, backup: Backup, options: LoadOptions = {}): Promise<void> {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'fulcrum-restore',
    types: databaseTypes,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(plainSettings)
    // What is not ours was there before as well.
    await (options.replace === true ? dropOwnTables(client) : refuseFullDatabase(client))
    await laySchema(client, backup.manifest.schema.version)
    await layPartitions(client, backup.manifest.tables)
    await fill(client, backup, options)
    options.signal?.throwIfAborted()
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/** Refuses a database in which anything is; says what. */
async function refuseFullDatabase(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') LIMIT 4`)
  if (rows.length === 0) return
  const some = rows.map(({ name }) => name).join(', ')
  throw new StartError(
    'backup',
    `The database is not empty (it has ${some} ...). Restore into an empty one. Nothing was changed.`,
  )
}

async function dropOwnTables(client: ClientBase): Promise<void> {
  const { tables } = await readCatalogue(client)
  const names = new Set(tables.map(({ name, partition }) => partition?.of ?? name))
  if (names.size > 0) await client.query(`DROP TABLE ${[...names].map(quoted).join(', ')} CASCADE`)
}

async function laySchema(client: ClientBase, version: number): Promise<void> {
  await createLedger(client)
  for (const { sql } of readMigrations().slice(0, version)) await client.query(sql)
}

async function layPartitions(client: ClientBase, tables: readonly TableEntry[]): Promise<void> {
  for (const { name, partition } of tables) {
    if (partition === undefined) continue
    // @NOTE a manifest is read only where its names and bounds have the form that cannot say anything else.
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${quoted(name)} PARTITION OF ${quoted(partition.of)} ${partition.bound}`,
    )
  }
}

async function fill(client: ClientBase, backup: Backup, options: LoadOptions): Promise<void> {
  const { tables: there } = await readCatalogue(client)
  const entries = new Map(backup.manifest.tables.map((entry) => [entry.name, entry]))
  const lacking = there.find(({ name }) => !entries.has(name))
  if (lacking) throw new StartError('backup', `${backup.dir} lacks the table ${lacking.name}.`)
  const unknown = backup.manifest.tables.find(({ name }) => !there.some((table) => table.name === name))
  if (unknown) throw new StartError('backup', `${backup.dir} has a table that its schema does not: ${unknown.name}.`)
  await client.query(`TRUNCATE ${there.map(({ name }) => quoted(name)).join(', ')}`)
  for (const [done, { name }] of there.entries()) {
    options.progress?.({ phase: 'loading', what: `table ${name}`, done, total: there.length })
    const entry = entries.get(name)
    if (entry) await loadTable(client, backup.dir, { entry, signal: options.signal })
  }
  for (const { table, column, value, called } of backup.manifest.sequences) {
    await client.query('SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)', [quoted(table), column, value, called])
  }
}

interface LoadTask {
  readonly entry: TableEntry
  readonly signal: AbortSignal | undefined
}

async function loadTable(client: ClientBase, dir: string, { entry, signal }: LoadTask): Promise<void> {
  const digest = new RowDigest()
  const damaged = (cause?: unknown) =>
    new StartError(
      'backup',
      `table ${entry.name}: ${dir} does not hold the rows that its manifest says. Nothing was restored.`,
      {
        cause,
      },
    )
  try {
    await pipeline(
      createReadStream(path.join(dir, entry.file)),
      createZstdDecompress(),
      (source: AsyncIterable<Buffer>) => limited(seenBy(digest, source), digest, entry),
      client.query(copyFrom(`COPY ${copyTarget(entry)} FROM STDIN`)),
      { signal },
    )
  } catch (error) {
    if (errorCode(error)?.startsWith('22') === true || errorCode(error)?.startsWith('ZSTD') === true)
      throw damaged(error)
    throw error
  }
  if (digest.rows !== entry.rows || digest.digest() !== entry.digest) throw damaged()
}

/** Stops at once where more comes out than the manifest says, be it by a damaged file or by a bomb. */
async function* limited(source: AsyncIterable<Buffer>, digest: RowDigest, entry: TableEntry): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (digest.bytes > entry.plainBytes) {
      throw new StartError('backup', `table ${entry.name}: more comes out of ${entry.file} than its manifest says.`)
    }
    yield chunk
  }
}
