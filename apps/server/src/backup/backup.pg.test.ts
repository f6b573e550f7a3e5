import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdDataFolder } from '../database/data-folder.ts'
import { openDatabase } from '../database/database.ts'
import { unfinishedRestore } from '../database/unfinished-restore.ts'
import { pathOfHash } from '../files/file-store.ts'
import { fillBoard } from '../testing/fill.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from '../testing/postgres.ts'
import { seededRandom } from '../testing/random.ts'
import { silentLog } from '../testing/temporary-cluster.ts'
import { makeWorld } from '../testing/world.ts'
import { restoreBackup } from './restore.ts'
import { listShelf, pruneShelf } from './shelf.ts'
import { dataFolderWithFiles, forgeManifest, tableHashes, type ForgedManifest } from '../testing/backup-folders.ts'
import { verifyBackup } from './verify.ts'
import { writeBackup } from './write-backup.ts'

let database: TestDatabase
let dataDir: string
let shelf: string
let good: string
const folders: string[] = []

function folder(name: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), `fulcrum-${name}-`))
  folders.push(dir)
  return dir
}

beforeAll(async () => {
  database = await testDatabase()
  const world = await makeWorld(database)
  const node = await world.node()
  const owner = await world.member(node, 'owner', 'Öznur "the\tquick"\\n')
  const { board } = await world.board(node, owner)
  await world.stop()
  await fillBoard(database.pool, world.accountId, board, 3_000)
  await database.pool.query(
    `INSERT INTO cell_large SELECT account, board, row, 9, to_jsonb(repeat('long "text" \\ with lines ' || row, 60)) FROM item WHERE row % 7 = 0`,
  )
  await database.pool.query("INSERT INTO audit (event, details) SELECT 'test', '{}' FROM generate_series(1, 5)")
  dataDir = dataFolderWithFiles()
  folders.push(dataDir)
  shelf = folder('shelf')
  good = (await writeBackup({ databaseUrl: database.url, dataDir, into: shelf, now: new Date() })).dir
}, 60_000)

afterAll(async () => {
  await database.drop()
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

/** A copy of the good backup, to be spoilt. */
function copyOf(dir: string): string {
  const copy = path.join(folder('copy'), 'backup')
  cpSync(dir, copy, { recursive: true })
  rmSync(path.join(copy, 'verified.json'), { force: true })
  return copy
}

function verify(dir: string) {
  return verifyBackup({ dir, near: folder('near'), log: silentLog, now: () => new Date() })
}

async function restoreInto(target: TestDatabase, from: string, into = path.join(folder('restored'), 'data')) {
  await restoreBackup({ from, target: { dataDir: into, databaseUrl: target.url }, log: silentLog })
  return into
}

test('two backups of one second are two', async () => {
  const now = new Date('2026-11-26T03:00:00.500Z')
  const into = folder('same second')
  const made = () => writeBackup({ databaseUrl: database.url, dataDir, into, now })
  const dirs = [(await made()).dir, (await made()).dir].map((dir) => path.basename(dir))
  expect(dirs).toEqual(['fulcrum-2026-11-26T03-00-00Z', 'fulcrum-2026-11-26T03-00-01Z'])
  expect(readdirSync(into).toSorted()).toEqual(dirs)
})

test('what is restored into an empty database equals what was backed up, table by table and file by file', async () => {
  const target = await emptyDatabase()
  const into = await restoreInto(target, good)
  expect(await tableHashes(target.pool)).toEqual(await tableHashes(database.pool))
  for (const file of ['keys/sign-in', 'files/ab/picture ä.png', 'files/empty']) {
    expect(readFileSync(path.join(into, file))).toEqual(readFileSync(path.join(dataDir, file)))
  }
  expect(readdirSync(into).toSorted()).not.toContain('server.log')
  // Counters go on where they stood.
  const next = async (pool: typeof target.pool) =>
    (await pool.query("INSERT INTO audit (event) VALUES ('next') RETURNING id")).rows[0]
  expect(await next(target.pool)).toEqual(await next(database.pool))
  await database.pool.query("DELETE FROM audit WHERE event = 'next'")
  await target.drop()
})

test(
  'a restore into an empty folder brings up an embedded database with the same rows',
  { timeout: 60_000 },
  async () => {
    const into = folder('embedded')
    await restoreBackup({ from: good, target: { dataDir: into, fsync: false }, log: silentLog })
    const restored = await openDatabase({ dataDir: into, fsync: false }, silentLog)
    expect(await tableHashes(restored.pool)).toEqual(await tableHashes(database.pool))
    await restored.stop()
    expect(readdirSync(into)).not.toContain(unfinishedRestore)
  },
)

test('a backup is closed to other users, and sha256sum agrees with its manifest', () => {
  expect(statSync(good).mode & 0o077).toBe(0)
  const files = readdirSync(good, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  for (const each of files) expect(statSync(path.join(each.parentPath, each.name)).mode & 0o077).toBe(0)
  execFileSync('sha256sum', ['-c', '--status', 'manifest.json.sha256'], { cwd: good })
})

test('a good backup is found good, and that is written down', { timeout: 60_000 }, async () => {
  expect(await verify(good)).toMatchObject({ problems: [] })
  const [entry] = await listShelf(shelf)
  expect(entry?.verified?.problems).toEqual([])
  expect(entry?.rows).toBeGreaterThan(3_000)
})

test('a changed byte anywhere is told by the name of what it is in', { timeout: 120_000 }, async () => {
  const random = seededRandom(11)
  const files = readdirSync(good, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name !== 'verified.json')
    .map((each) => path.relative(good, path.join(each.parentPath, each.name)))
    .filter((each) => statSync(path.join(good, each)).size > 0)
  expect(files.length).toBeGreaterThan(20)
  for (const file of files) {
    const copy = copyOf(good)
    const bytes = readFileSync(path.join(copy, file))
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    writeFileSync(path.join(copy, file), bytes)
    const { problems } = await verify(copy)
    const named = file.startsWith('tables/') ? `table ${path.basename(file, '.zst')}:` : path.basename(file)
    expect(problems.join('\n'), `${file} at ${at}`).toContain(file.startsWith('manifest') ? 'manifest.json' : named)
    rmSync(path.dirname(copy), { recursive: true })
  }
})

test('a file that is cut or missing is told, and nothing is restored from such a backup', async () => {
  const copy = copyOf(good)
  writeFileSync(path.join(copy, 'tables/item.zst'), readFileSync(path.join(copy, 'tables/item.zst')).subarray(0, 500))
  rmSync(path.join(copy, 'tables/change_default.zst'))
  const { problems } = await verify(copy)
  expect(problems).toEqual([
    expect.stringMatching(/^table change_default: .* is missing$/),
    expect.stringMatching(/^table item: .* has 500 bytes instead of \d+$/),
  ])
  const target = await emptyDatabase()
  const into = path.join(folder('refused'), 'data')
  await expect(restoreInto(target, copy, into)).rejects.toThrow(/table item: .*\n|damaged/)
  expect(await tableHashes(target.pool)).toEqual({})
  await target.drop()
})

/** Changes a file of a backup as somebody would who mends its length and hash in the manifest too. */
function tamper(dir: string, file: string, change: (content: Buffer) => Buffer): void {
  const place = path.join(dir, file)
  const bytes = change(readFileSync(place))
  writeFileSync(place, bytes)
  const mended = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  forgeManifest(dir, ({ tables, files }) => {
    const entry = tables.find((each) => each.file === file) ?? files.find((each) => `files/${each.path}` === file)
    Object.assign(must(entry), mended)
  })
}

test(
  'one row that was changed is told by its table, though every hash of a file was mended',
  { timeout: 120_000 },
  async () => {
    const copy = copyOf(good)
    tamper(copy, 'tables/item.zst', (packed) => {
      const rows = zstdDecompressSync(packed).toString('utf8')
      const changed = rows.replace('Item 1234\t', 'Item 1235\t')
      expect(changed).not.toBe(rows)
      return zstdCompressSync(changed)
    })
    expect((await verify(copy)).problems).toEqual([expect.stringMatching(/^table item: .*does not hold the rows/)])
  },
)

test(
  'one file that was changed is told by its name, though the manifest was mended',
  { timeout: 120_000 },
  async () => {
    const content = Buffer.from('what a cell names')
    const hash = createHash('sha256').update(content).digest('hex')
    const file = `files/${pathOfHash(hash)}`
    const place = path.join(dataDir, file)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, content)
    await database.pool.query(
      "INSERT INTO file (account, hash, size_bytes, type, is_picture) SELECT account, $1, $2, 'text/plain', false FROM scope LIMIT 1",
      [hash, content.length],
    )
    const { dir } = await writeBackup({ databaseUrl: database.url, dataDir, into: folder('named'), now: new Date() })
    expect(await verify(dir)).toMatchObject({ problems: [] })
    tamper(dir, `files/${file}`, () => Buffer.from('what nobody wrote'))
    expect((await verify(dir)).problems).toEqual([expect.stringMatching(`^file ${hash}: its content was not that`)])
    await database.pool.query('DELETE FROM file WHERE hash = $1', [hash])
    rmSync(place)
  },
)

test('one line of the manifest that was changed is told', async () => {
  const copy = copyOf(good)
  const manifest = path.join(copy, 'manifest.json')
  const text = readFileSync(manifest, 'utf8')
  const changed = text.replace(/"rows": 3000,/, '"rows": 3001,')
  expect(changed).not.toBe(text)
  writeFileSync(manifest, changed)
  expect((await verify(copy)).problems).toEqual([expect.stringMatching(/manifest.json is not what was written/)])
})

const item = (manifest: ForgedManifest) => manifest.tables.find(({ name }) => name === 'item') ?? manifest.tables[0]

test.each<[string, (manifest: ForgedManifest) => void, RegExp]>([
  [
    'more rows than there are',
    (manifest) => Object.assign(item(manifest) ?? {}, { rows: 3_001 }),
    /table item: .*does not hold/,
  ],
  [
    'fewer bytes than come out',
    (manifest) => Object.assign(item(manifest) ?? {}, { plainBytes: 10 }),
    /table item: more comes out/,
  ],
  ['a table less', (manifest) => manifest.tables.splice(0, 1), /lacks the table/],
  [
    'a table that the schema does not have',
    (manifest) => manifest.tables.push({ ...must(manifest.tables[0]), name: 'pg_class', file: 'tables/pg_class.zst' }),
    /damaged/,
  ],
  [
    'a file outside',
    (manifest) => manifest.files.push({ path: 'keys/../../up', bytes: 0, sha256: '0'.repeat(64) }),
    /no path within/,
  ],
  [
    'an absolute file',
    (manifest) => manifest.files.push({ path: '/etc/passwd', bytes: 0, sha256: '0'.repeat(64) }),
    /no path within/,
  ],
  [
    'a table from elsewhere',
    (manifest) => Object.assign(item(manifest) ?? {}, { file: 'tables/board.zst' }),
    /place that is not its own/,
  ],
  [
    'SQL for a bound',
    (manifest) =>
      Object.assign(must(manifest.tables.find(({ partition }) => partition)), {
        partition: { of: 'change', bound: 'DEFAULT; DROP TABLE item' },
      }),
    /cannot be read/,
  ],
  ['a newer format', (manifest) => Object.assign(manifest, { format: 2 }), /newer Fulcrum \(format 2/],
  [
    'a newer schema',
    (manifest) => {
      manifest.schema.version = 999
      manifest.schema.checksums = Array(999).fill('0'.repeat(64))
    },
    /newer Fulcrum \(schema 999/,
  ],
  [
    'other migrations',
    (manifest) => {
      manifest.schema.checksums[1] = '0'.repeat(64)
    },
    /another migration 2/,
  ],
])('a manifest that claims %s is refused, and nothing is there afterwards', async (_claim, change, message) => {
  const copy = copyOf(good)
  forgeManifest(copy, change)
  const target = await emptyDatabase()
  const into = path.join(folder('refused'), 'data')
  await expect(restoreInto(target, copy, into)).rejects.toThrow(message)
  expect(await tableHashes(target.pool)).toEqual({})
  await target.drop()
  for (const name of ['keys', 'files', 'postgres', unfinishedRestore]) {
    expect(readdirSync(path.dirname(into), { recursive: true })).not.toContain(path.join('data', name))
  }
})

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test needs it')
  return value
}

test('a folder that is not empty, a database that is not, and a running Fulcrum are left alone', async () => {
  const full = folder('full')
  writeFileSync(path.join(full, 'letters.txt'), 'mine')
  const target = await emptyDatabase()
  await expect(restoreInto(target, good, full)).rejects.toThrow(/not empty \(it has letters.txt\)/)
  expect(readdirSync(full)).toEqual(['letters.txt'])
  const before = await tableHashes(database.pool)
  await expect(restoreInto(database, good)).rejects.toThrow(/database is not empty/)
  expect(await tableHashes(database.pool)).toEqual(before)
  const held = folder('held')
  const running = await holdDataFolder(held)
  await expect(restoreInto(target, good, held)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  await running.release()
  await expect(restoreInto(target, folder('nothing'))).rejects.toThrow(/this is no backup/)
  await target.drop()
})

test('nothing starts in a folder where a restore was cut, and the next restore begins anew', async () => {
  const into = folder('cut')
  writeFileSync(path.join(into, unfinishedRestore), good)
  mkdirSync(path.join(into, 'keys'))
  writeFileSync(path.join(into, 'keys/sign-in'), 'half')
  const target = await emptyDatabase()
  await expect(openDatabase({ dataDir: into, databaseUrl: target.url }, silentLog)).rejects.toThrow(
    /did not come to its end/,
  )
  await restoreInto(target, good, into)
  expect(readFileSync(path.join(into, 'keys/sign-in'))).toEqual(readFileSync(path.join(dataDir, 'keys/sign-in')))
  await target.drop()
})

test('a backup that cannot be written leaves nothing, and the reason is said', async () => {
  const into = path.join(folder('file'), 'shelf')
  writeFileSync(into, 'a file where a folder should be')
  await expect(writeBackup({ databaseUrl: database.url, dataDir, into, now: new Date() })).rejects.toThrow(/./)
  const stopped = folder('stopped')
  const signal = AbortSignal.abort(new Error('stopped'))
  await expect(
    writeBackup({ databaseUrl: database.url, dataDir, into: stopped, now: new Date(), signal }),
  ).rejects.toThrow()
  expect(readdirSync(stopped)).toEqual([])
  const empty = await emptyDatabase()
  await expect(writeBackup({ databaseUrl: empty.url, dataDir, into: stopped, now: new Date() })).rejects.toThrow(
    /nothing to back up/,
  )
  expect(readdirSync(stopped)).toEqual([])
  await empty.drop()
})

test('a table that is not ours stays out, and the manifest says so', async () => {
  await database.pool.query('CREATE TABLE somebody_elses (id int)')
  const { manifest } = await writeBackup({ databaseUrl: database.url, dataDir, into: folder('other'), now: new Date() })
  await database.pool.query('DROP TABLE somebody_elses')
  expect(manifest.leftOut).toEqual(['somebody_elses'])
  expect(manifest.tables.map(({ name }) => name)).not.toContain('somebody_elses')
})

test('the oldest backups go, but never the last one that is known to work', async () => {
  const into = folder('prune')
  for (const day of [1, 2, 3, 4]) {
    const { dir } = await writeBackup({
      databaseUrl: database.url,
      dataDir,
      into,
      now: new Date(Date.UTC(2026, 0, day)),
    })
    if (day === 1)
      writeFileSync(path.join(dir, 'verified.json'), JSON.stringify({ at: new Date().toISOString(), problems: [] }))
  }
  await pruneShelf(into, 2)
  expect(readdirSync(into).toSorted()).toEqual([
    'fulcrum-2026-01-01T00-00-00Z',
    'fulcrum-2026-01-03T00-00-00Z',
    'fulcrum-2026-01-04T00-00-00Z',
  ])
})
