import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dataFolderWithFiles } from '../testing/backup-folders.ts'
import { testDatabase, type TestDatabase } from '../testing/postgres.ts'
import { smallDisk, type SmallDisk } from '../testing/small-disk.ts'
import { makeWorld } from '../testing/world.ts'
import { listShelf } from './shelf.ts'
import { writeBackup } from './write-backup.ts'

let database: TestDatabase
let shelf: string
let dataDir: string
let good: string
let disk: SmallDisk | undefined

beforeAll(async () => {
  database = await testDatabase()
  const world = await makeWorld(database)
  await world.stop()
  // More than the longest file that a limit allows, and nothing of it can be made shorter.
  await database.pool.query(
    `INSERT INTO audit (event, details)
     SELECT 'full', json_build_object('text', (SELECT string_agg(encode(sha256(convert_to(row || ' ' || part, 'UTF8')), 'base64'), '') FROM generate_series(1, 180) part))
     FROM generate_series(1, 3500) row`,
  )
  dataDir = dataFolderWithFiles()
  shelf = mkdtempSync(path.join(tmpdir(), 'fulcrum-shelf-'))
  good = (await writeBackup({ databaseUrl: database.url, dataDir, into: shelf, now: new Date() })).dir
}, 60_000)

afterEach(async () => {
  await disk?.remove()
  disk = undefined
})

afterAll(async () => {
  await database.drop()
  for (const dir of [shelf, dataDir]) rmSync(dir, { recursive: true, force: true })
})

async function littleRoom(): Promise<SmallDisk> {
  disk = await smallDisk({ megabytes: 280, longestFile: 17 })
  return disk
}

interface Outcome {
  readonly done?: { readonly problems?: readonly string[] }
  readonly refused?: { readonly code: string; readonly message: string }
}

/** Does it in a process that has little room; `meanwhile` is done when it comes to a phase. */
async function onDisk(
  { prefix }: Pick<SmallDisk, 'prefix'>,
  args: readonly string[],
  { env = {}, at, meanwhile }: { env?: NodeJS.ProcessEnv; at?: string; meanwhile?: () => void } = {},
): Promise<Outcome> {
  const script = path.join(import.meta.dirname, '../testing/backup-process.ts')
  const folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-sign-'))
  const sign = path.join(folder, 'go-on')
  const waits = at === undefined ? [] : [at, sign]
  const [program = '', ...before] = [...prefix, process.execPath]
  const child = spawn(program, [...before, script, ...args, ...waits], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: undefined, ...env },
  })
  const exited = once(child, 'exit')
  let outcome: Outcome = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Outcome & { at?: string }
    if (said.at === undefined) outcome = said
    else {
      meanwhile?.()
      writeFileSync(sign, '')
    }
  }
  await exited
  rmSync(folder, { recursive: true })
  return outcome
}

/** Every file of a folder with its hash. */
function contentOf(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  const paths = files.map((each) => path.join(each.parentPath, each.name)).toSorted()
  return Object.fromEntries(
    paths.map((each) => [path.relative(dir, each), createHash('sha256').update(readFileSync(each)).digest('hex')]),
  )
}

test(
  'a restore onto a disk that is too small says so before it begins, with what there is and what it needs',
  { timeout: 60_000 },
  async () => {
    const { kind, prefix, dir, place, fill } = await littleRoom()
    fill()
    const args = ['restore', path.join(dir, 'data'), good]
    const { refused } = await onDisk({ prefix }, args)
    expect(refused?.code).toBe('disk-full')
    // A limit on files shows only once it is met.
    const words = kind === 'limit' ? /needs about \d+ MB/ : /has 0 MB free, and what .* needs about \d+ MB/
    expect(refused?.message).toMatch(words)
    expect(readdirSync(path.join(place, 'data'))).toEqual([])
  },
)

test(
  'a restore whose disk fills up meanwhile says what it needs, leaves nothing, and can be run again',
  { timeout: 120_000 },
  async () => {
    const { prefix, dir, place, fill, makeRoom } = await littleRoom()
    const source = contentOf(good)
    const args = ['restore', path.join(dir, 'data'), good]
    const full = await onDisk({ prefix }, args, { at: 'loading', meanwhile: fill })
    expect(full.refused).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/disk of .* is full.* needs about \d+ MB.*Nothing was restored.*Free some space/),
    })
    expect(readdirSync(path.join(place, 'data'))).toEqual([])
    expect(contentOf(good)).toEqual(source)
    makeRoom()
    const room = disk?.kind === 'limit' ? { prefix: [] } : { prefix }
    expect(await onDisk(room, args)).toMatchObject({ done: {} })
  },
)

test(
  'a backup onto a full disk leaves nothing there, and is made when there is room',
  { timeout: 60_000 },
  async () => {
    const { kind, prefix, dir, place, fill, makeRoom } = await littleRoom()
    fill()
    const into = path.join(dir, 'backups')
    const env = { DATABASE_URL: database.url }
    const full = await onDisk({ prefix }, ['backup', dataDir, into], { env })
    expect(full.refused).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/disk of .*backups is full: there is no new backup.*Free some space/),
    })
    expect(readdirSync(place).filter((name) => name !== '.filler' && name !== 'backups')).toEqual([])
    expect(await listShelf(path.join(place, 'backups'))).toEqual([])
    makeRoom()
    expect(
      await onDisk(kind === 'limit' ? { prefix: [] } : { prefix }, ['backup', dataDir, into], { env }),
    ).toMatchObject({
      done: {},
    })
    expect(await listShelf(path.join(place, 'backups'))).toHaveLength(1)
  },
)

test('a check without room for its scratch database says nothing against the backup', { timeout: 60_000 }, async () => {
  const { prefix, dir, fill } = await littleRoom()
  const before = await listShelf(shelf)
  const full = await onDisk({ prefix }, ['verify', dir, good], { at: 'checking', meanwhile: fill })
  expect(full.refused).toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/scratch database needs about/),
  })
  expect(await listShelf(shelf)).toEqual(before)
})
