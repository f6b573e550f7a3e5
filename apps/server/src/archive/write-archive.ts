import { DomainError, must, scopeId, scopeOf, tablesInScope } from '@fulcrum/domain'
import type { Patch } from '@fulcrum/domain'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { ZipFile } from 'yazl'
import type { FileStore } from '../files/file-store.ts'
import { Pace } from '../exports/pace.ts'
import { docLines, docsIn } from './doc-lines.ts'
import { eachIdIn } from './ids-in-text.ts'
import { changeLine, keepAll } from './log-lines.ts'
import type { KeepPatch } from './log-lines.ts'
import { changesOf, itemsOf, recordsOf } from './read-rows.ts'
import { archiveFormat, archiveVersion, boardPart, boardParts, docsPart, filePart } from './shape.ts'
import type { ArchiveFile, ArchiveManifest, ArchivePart, ArchivePerson, BoardPart } from './shape.ts'

/** Lines are handed on in pieces of about this many characters. */
const pieceChars = 64 * 1024

export interface ArchiveOrder {
  readonly accountId: string
  readonly workspace: string
  readonly exportedAt: number
  /** The boards and docs that are left out, because whoever asks does not see all of them; null takes every one. */
  readonly leavesOut?: ReadonlySet<string>
  /** Whose archive it is: views that others keep for themselves are not in it. Absent takes every one. */
  readonly viewer?: string
  readonly onProgress?: (lines: number) => void
  /** Where the files of its cells lie. */
  readonly files?: FileStore
}

interface Member extends ArchivePerson {
  readonly isNamed: boolean
}

/**
 * Writes a workspace as an archive: a zip of files of JSON lines, all from one moment. The client is in a transaction that
 * reads that moment. Memory is bounded by a page of rows and the people of the account.
 */
export async function writeArchive(client: pg.ClientBase, order: ArchiveOrder): Promise<Readable> {
  const { accountId, workspace, onProgress } = order
  const found = await one(
    recordsOf(client, accountId, 'workspace', { scopeIds: '= $1', where: 't.id = $2' }, [workspace]),
  )
  if (!found) throw new DomainError('not-found', 'This workspace does not exist, or you have no access to it.')
  const boards: { readonly id: string; readonly name: string; items: number }[] = []
  for await (const { id, fields } of recordsOf(
    client,
    accountId,
    'board',
    { scopeIds: '= t.id', where: 't.workspace_id = $2 AND t.hidden IS NOT TRUE' },
    [workspace],
  )) {
    if (order.leavesOut?.has(id) !== true) boards.push({ id, name: String(fields['name'] ?? ''), items: 0 })
  }
  const members = new Map<string, Member>()
  for await (const { id, fields } of recordsOf(client, accountId, 'member', { scopeIds: '= $1' }, [])) {
    const text = (field: string) => (typeof fields[field] === 'string' ? String(fields[field]) : null)
    members.set(id, { id, name: text('name') ?? '', email: text('email'), colour: text('colour'), isNamed: false })
  }
  const folders = new Set<string>()
  for await (const { id } of recordsOf(
    client,
    accountId,
    'folder',
    { scopeIds: '= $1', where: 't.workspace_id = $2' },
    [workspace],
  )) {
    folders.add(id)
  }
  const docs = await docsIn(client, accountId, workspace, order.leavesOut)
  const personal = new Set<string>()
  if (order.viewer !== undefined) {
    const where = 't.owner_id IS NOT NULL AND t.owner_id <> $2'
    for await (const { id } of recordsOf(client, accountId, 'view', { scopeIds: 'IS NOT NULL', where }, [
      order.viewer,
    ])) {
      personal.add(id)
    }
  }
  const keep: KeepPatch = (patch) => {
    if (patch.op === 'cells' || order.viewer === undefined) return true
    return patch.table === 'viewChoice' ? patch.id === order.viewer : patch.table !== 'view' || !personal.has(patch.id)
  }
  const parts: ArchivePart[] = []
  const pace = new Pace()
  let written = 0

  /** The bytes of a part, line by line, and what the manifest says of it. */
  async function* part(name: string, lines: AsyncIterable<object>): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    let [count, bytes, piece] = [0, 0, '']
    const packed = (): Buffer => {
      const buffer = Buffer.from(piece)
      hash.update(buffer)
      bytes += buffer.length
      piece = ''
      return buffer
    }
    for await (const line of lines) {
      const text = JSON.stringify(line)
      eachIdIn(text, (id) => {
        const member = members.get(id)
        if (member && !member.isNamed) members.set(id, { ...member, isNamed: true })
      })
      piece += `${text}\n`
      count += 1
      written += 1
      if (piece.length < pieceChars) continue
      yield packed()
      onProgress?.(written)
      await pace.rest()
    }
    yield packed()
    parts.push({ name, lines: count, bytes, sha256: hash.digest('hex') })
  }

  const sources: (readonly [name: string, lines: () => AsyncIterable<object>])[] = [
    ['workspace.ndjson', () => workspaceLines(client, accountId, workspace)],
    [
      'teams.ndjson',
      () =>
        teamLines(
          client,
          accountId,
          boards.map(({ id }) => id),
          docs,
        ),
    ],
    [
      'workspace-changes.ndjson',
      () => changeLines(client, accountId, '= $2', [scopeOf('account', accountId)], ofWorkspace(workspace, folders)),
    ],
    [docsPart, () => docLines(client, accountId, docs, new Set(boards.map(({ id }) => id)))],
    ...boards.flatMap((board) =>
      boardParts.map(
        (kind) => [boardPart(board.id, kind), () => boardLines[kind](client, accountId, board, keep)] as const,
      ),
    ),
    ['people.ndjson', () => peopleLines(members)],
  ]
  const zip = new ZipFile()
  const out = Readable.from(zip.outputStream, { objectMode: false })
  // One part is read at a time, when the archive has come to it.
  let reading: Readable | null = null
  out.once('close', () => reading?.destroy())
  const add = (name: string, make: () => AsyncIterable<Buffer>, options = {}) =>
    zip.addReadStreamLazy(name, options, (give) => {
      reading = Readable.from(make(), { objectMode: false })
      reading.once('error', (error) => out.destroy(error))
      give(null, reading)
    })
  for (const [name, lines] of sources) add(name, () => part(name, lines()))
  const files = await filesOf(client, accountId, boards, docs)
  for (const { hash } of files) add(filePart(hash), () => contentOf(order.files, hash), { compress: false })
  add('manifest.json', async function* () {
    const manifest: ArchiveManifest = {
      format: archiveFormat,
      version: archiveVersion,
      exportedAt: new Date(order.exportedAt).toISOString(),
      workspace: { id: workspace, name: String(found.fields['name'] ?? '') },
      boards,
      counts: countsOf(parts),
      parts,
      files,
    }
    yield Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  })
  zip.once('error', (error: Error) => out.destroy(error))
  zip.end()
  return out
}

/** The patches of an account's log that are of a workspace and its folders. */
function ofWorkspace(workspace: string, folders: ReadonlySet<string>): KeepPatch {
  return (patch: Patch) =>
    patch.op !== 'cells' &&
    ((patch.table === 'workspace' && patch.id === workspace) || (patch.table === 'folder' && folders.has(patch.id)))
}

async function* workspaceLines(client: pg.ClientBase, accountId: string, workspace: string) {
  for (const [table, where] of [
    ['workspace', 't.id = $2'],
    ['folder', 't.workspace_id = $2'],
  ] as const) {
    for await (const { id, fields } of recordsOf(client, accountId, table, { scopeIds: '= $1', where }, [workspace])) {
      yield { table, id, fields }
    }
  }
}

/** The teams that a board or a doc of the archive names. */
async function* teamLines(
  client: pg.ClientBase,
  accountId: string,
  boards: readonly string[],
  docs: readonly string[],
) {
  const named = (table: string, scopes: string): string =>
    `t.id IN (SELECT m.id FROM ${table} m WHERE m.account = $1 AND m.scope_id = ANY (${scopes}) AND m.subject = 'team')`
  const where = `(${named('board_member', '$2')} OR ${named('doc_member', '$3')})`
  for await (const { id, fields } of recordsOf(client, accountId, 'team', { scopeIds: '= $1', where }, [
    boards,
    docs,
  ])) {
    yield { table: 'team', id, fields }
  }
}

async function* changeLines(
  client: pg.ClientBase,
  accountId: string,
  scopes: string,
  values: readonly unknown[],
  keep: KeepPatch,
  ofItems = false,
) {
  for await (const change of changesOf(client, accountId, scopes, values)) {
    const line = changeLine(change, keep)
    if (line) yield ofItems ? { item: scopeId(change.scope), ...line } : line
  }
}

type BoardLines = (
  client: pg.ClientBase,
  accountId: string,
  board: { readonly id: string; items: number },
  keep: KeepPatch,
) => AsyncIterable<object>

/** The items of the board that ever had a message. */
const threads = `IN (SELECT 'item:' || u.scope_id FROM "update" u WHERE u.account = $1 AND u.board_id = $2)`

const boardLines: { readonly [part in BoardPart]: BoardLines } = {
  async *records(client, accountId, { id: board }, keep) {
    for (const table of tablesInScope('board')) {
      for await (const { id, fields } of recordsOf(client, accountId, table, { scopeIds: '= $2' }, [board])) {
        if (keep({ op: 'put', table, id, fields })) yield { table, id, fields }
      }
    }
  },
  async *items(client, accountId, board) {
    for await (const item of itemsOf(client, accountId, board.id)) {
      board.items += 1
      yield item
    }
  },
  changes: (client, accountId, { id }, keep) => changeLines(client, accountId, '= $2', [scopeOf('board', id)], keep),
  async *updates(client, accountId, { id: board }) {
    const where = 't.board_id = $2'
    for await (const { scopeId: item, id, fields } of recordsOf(
      client,
      accountId,
      'update',
      { scopeIds: 'IS NOT NULL', where },
      [board],
    )) {
      yield { item, id, fields }
    }
  },
  'update-changes': (client, accountId, { id }) => changeLines(client, accountId, threads, [id], keepAll, true),
  watchers: (client, accountId, { id }) => threadLines(client, accountId, 'watcher', id),
  reactions: (client, accountId, { id }) => threadLines(client, accountId, 'reaction', id),
}

/** What is beside the messages of a board's items. */
async function* threadLines(client: pg.ClientBase, accountId: string, table: string, board: string) {
  const scopeIds = 'IN (SELECT i.id FROM item i WHERE i.account = $1 AND i.board = $2)'
  for await (const { scopeId: item, id, fields } of recordsOf(client, accountId, table, { scopeIds }, [board])) {
    yield { item, id, fields }
  }
}

async function* peopleLines(members: ReadonlyMap<string, Member>) {
  for (const { isNamed, ...person } of [...members.values()].sort((left, right) => (left.id < right.id ? -1 : 1))) {
    if (isNamed) yield person
  }
}

/** The files that cells and messages of these boards hold, and that these docs show. */
async function filesOf(
  client: pg.ClientBase,
  accountId: string,
  boards: readonly { readonly id: string }[],
  docs: readonly string[],
): Promise<readonly ArchiveFile[]> {
  const { rows } = await client.query<ArchiveFile>(
    `SELECT hash, size_bytes::float8 AS "sizeBytes", type FROM file WHERE account = $1 AND hash IN
       (SELECT hash FROM file_ref WHERE account = $1 AND board = ANY ($2) AND removed_at IS NULL
        UNION SELECT f.hash FROM update_file f JOIN item i ON i.account = f.account AND i.id = f.scope_id
          WHERE f.account = $1 AND i.board = ANY ($2) AND f.removed_at IS NULL
        UNION SELECT hash FROM doc_file WHERE account = $1 AND doc = ANY ($3)) ORDER BY hash`,
    [accountId, boards.map(({ id }) => id), docs],
  )
  return rows
}

async function* contentOf(files: FileStore | undefined, hash: string): AsyncGenerator<Buffer> {
  const content = (await files?.open(hash)) ?? null
  if (content === null)
    throw new DomainError('unavailable', `The file ${hash} is not where it should be: there is no archive.`)
  // @NOTE a stream of bytes gives buffers.
  for await (const chunk of content) yield chunk as Buffer
}

/** How much there is of each: `items`, `changes`. */
function countsOf(parts: readonly ArchivePart[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { name, lines } of parts) {
    const what = must(/([a-z-]+)\.ndjson$/.exec(name)?.[1], 'a part')
    counts[what] = (counts[what] ?? 0) + lines
  }
  return counts
}

async function one<T>(all: AsyncIterable<T>): Promise<T | undefined> {
  let first: T | undefined
  for await (const each of all) first ??= each
  return first
}
