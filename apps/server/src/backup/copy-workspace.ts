import { pipeline } from 'node:stream/promises'
import { matchingKey } from '@fulcrum/domain'
import { Client, type ClientBase } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Log } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { databaseTypes } from '../database/pool.ts'
import { StartError } from '../operations/start-error.ts'
import { copyTarget, plainSettings, quoted, readCatalogue, type Catalogue } from './catalogue.ts'
import { openBackup, requireWhole, type CheckOptions } from './check-backup.ts'
import type { JobResults, WorkspaceJob } from './job.ts'
import { loadBackup } from './load-backup.ts'
import { copyWorkspaceFiles } from './copy-files.ts'
import { NewIds } from './new-ids.ts'
import { withScratch } from './scratch.ts'
import { listWorkspace, rowsOfWorkspace, workspaceRows } from './workspace-rows.ts'

export type CopyOptions = Omit<WorkspaceJob, 'kind'> & CheckOptions & { readonly log: Log }

type Copied = JobResults['workspace']

/**
 * Takes the boards of one workspace out of a backup into the database that runs, with their items, messages and history, under
 * new ids: no scope, row or key of anything that is there is touched. They stand in a workspace that does not exist yet; making it
 * is a command, which the caller runs. The backup is restored into a scratch database and migrated first, so that an old one will do.
 */
export async function copyWorkspace(options: CopyOptions): Promise<Copied> {
  const backup = await openBackup(options.dir)
  await requireWhole(backup, options)
  const filesElsewhere = Boolean(options.filesS3 ?? options.filesDir)
  return withScratch({ ...options, near: options.dataDir, backup, filesElsewhere }, async (scratch) => {
    await loadBackup(scratch.url, backup, options)
    await migrate(scratch.pool)
    return withClient(scratch.url, (from) =>
      withClient(options.databaseUrl, async (to) => {
        const { createdAt } = backup.manifest
        return { ...(await copyBetween(from, to, options)), createdAt }
      }),
    )
  })
}

async function copyBetween(from: Client, to: Client, options: CopyOptions): Promise<Omit<Copied, 'createdAt'>> {
  await from.query(`BEGIN; ${plainSettings}`)
  const { id, name } = await findWorkspace(from, options)
  await from.query(listWorkspace(id))
  const { rows: folders } = await from.query<{ id: string; parentId: string | null; name: string }>(
    `SELECT id, parent_id AS "parentId", name FROM folder
     WHERE workspace_id = $1 AND deleted_at IS NULL AND name IS NOT NULL ORDER BY rank, id`,
    [id],
  )
  const ids = new NewIds(await ownIds(from, folders), new Map([[id, options.newWorkspace]]))
  const catalogue = await readCatalogue(from)
  await makeMonths(to, catalogue)
  await to.query(`BEGIN; ${plainSettings}`)
  try {
    await copyWorkspaceFiles(from, to, options)
    await copyRows(from, to, { ids, catalogue, options })
    options.signal?.throwIfAborted()
    await to.query('COMMIT')
  } catch (error) {
    await to.query('ROLLBACK').catch(() => {})
    throw error
  }
  const { rows: boards } = await from.query<{ id: string }>('SELECT id FROM copied_board ORDER BY id')
  const { rows: docs } = await from.query<{ id: string }>('SELECT id FROM copied_doc ORDER BY id')
  const { rows: counted } = await from.query<{ items: number }>('SELECT count(*) AS items FROM copied_item')
  return {
    name,
    boards: boards.length,
    items: counted[0]?.items ?? 0,
    boardIds: boards.map((board) => ids.of(board.id)),
    docIds: docs.map((doc) => ids.of(doc.id)),
    folders: folders.map((folder) => ({
      id: ids.of(folder.id),
      parentId: folder.parentId === null ? null : ids.of(folder.parentId),
      name: folder.name,
    })),
  }
}

interface CopyTask {
  readonly ids: NewIds
  readonly catalogue: Catalogue
  readonly options: CopyOptions
}

async function copyRows(from: Client, to: Client, { ids, catalogue, options }: CopyTask): Promise<void> {
  const columns = new Map(catalogue.tables.map((table) => [table.partition?.of ?? table.name, table.columns]))
  const rules = Object.entries(workspaceRows).filter(([, rule]) => rule.by !== null)
  for (const [done, [table, rule]] of rules.entries()) {
    options.progress?.({ phase: 'loading', what: `table ${table}`, done, total: rules.length })
    const names = columns.get(table)
    if (names === undefined) throw new Error(`There is no table ${table}; see workspace-rows.ts.`)
    const rows = from.query(copyTo(`COPY (${rowsOfWorkspace(table, rule, names)}) TO STDOUT`))
    const replace = (source: AsyncIterable<Buffer>) => {
      if (table === 'change_blob') return ids.inCompressedRows(source)
      return rule.by === 'doc' ? ids.inBinaryRows(source) : ids.inRows(source)
    }
    const target = to.query(copyFrom(`COPY ${copyTarget({ name: table, columns: names })} FROM STDIN`))
    await pipeline(rows, replace, target, { signal: options.signal })
  }
}

/** By its id or its name; of several with one name, the one that is not in the trash. */
async function findWorkspace(from: Client, options: CopyOptions): Promise<{ id: string; name: string }> {
  const { rows } = await from.query<{ id: string; name: string; account: string; deleted: boolean }>(
    'SELECT id, name, account, deleted_at IS NOT NULL AS deleted FROM workspace WHERE name IS NOT NULL ORDER BY rank, id',
  )
  const { workspace, accountId, dir } = options
  if (rows[0] !== undefined && rows[0].account !== accountId) {
    throw new StartError('backup', `${dir} is of another installation: its people are not those of this one.`)
  }
  const key = matchingKey(workspace)
  const named = rows.filter(({ id, name }) => id === workspace || matchingKey(name) === key)
  const live = named.filter(({ deleted }) => !deleted)
  const [found, another] = live.length > 0 ? live : named
  if (found !== undefined && another === undefined) return found
  const list = (named.length > 1 ? named : rows).map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new StartError(
    'backup',
    found === undefined
      ? `${dir} has no workspace "${workspace}". It has:\n${list}`
      : `${dir} has several workspaces "${workspace}". Give the id of one:\n${list}`,
  )
}

/** Every id that is the workspace's own, and so must be another one in the copy. */
async function ownIds(from: ClientBase, folders: readonly { readonly id: string }[]): Promise<ReadonlySet<string>> {
  const own = new Set(folders.map(({ id }) => id))
  const records = Object.entries(workspaceRows).filter(([, rule]) => rule.by === 'scopeId')
  const sources = [
    'SELECT id FROM copied_board',
    'SELECT id FROM copied_item',
    'SELECT id FROM copied_doc',
    // A member of a board or of a doc is a member of the account, who stays.
    ...records
      .filter(([table]) => table !== 'board_member' && table !== 'doc_member')
      .map(([table, rule]) => rowsOfWorkspace(table, rule, ['id'])),
    'SELECT change_id AS id FROM change WHERE scope IN (SELECT scope FROM copied_scope)',
    'SELECT batch AS id FROM change WHERE batch IS NOT NULL AND scope IN (SELECT scope FROM copied_scope)',
  ]
  for (const source of sources) {
    await from.query(`DECLARE own_id NO SCROLL CURSOR FOR ${source}`)
    for (;;) {
      const { rows } = await from.query<{ id: string }>('FETCH 10000 FROM own_id')
      if (rows.length === 0) break
      for (const { id } of rows) own.add(id)
    }
    await from.query('CLOSE own_id')
  }
  return own
}

/** The log of the copy lies in the months in which it was written. */
async function makeMonths(to: ClientBase, { tables }: Catalogue): Promise<void> {
  const { rows } = await to.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r'",
  )
  const there = new Set(rows.map(({ name }) => name))
  for (const { name, partition } of tables) {
    if (partition === undefined || there.has(name) || partition.bound === 'DEFAULT') continue
    await to.query(`CREATE TABLE IF NOT EXISTS ${quoted(name)} PARTITION OF ${quoted(partition.of)} ${partition.bound}`)
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'fulcrum-restore', types: databaseTypes })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
