import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { errorCode } from '../database/binaries.ts'
import { StartError } from '../operations/start-error.ts'

/** Rises when a backup of this code can no longer be read by older code. */
export const backupFormat = 1

export const manifestFile = 'manifest.json'
export const manifestHashFile = 'manifest.json.sha256'

/** The folders of a data folder that belong to the data: everything else in it is made anew. */
export const keptFolders = ['keys', 'files'] as const

const maxManifestBytes = 512 * 1024 * 1024
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const count = z.int().check(z.gte(0))
const name = z.string().check(z.regex(/^[a-z_][a-z0-9_]{0,62}$/))
const bound = z.string().check(z.regex(/^(DEFAULT|FOR VALUES FROM \('[0-9 :.+-]+'\) TO \('[0-9 :.+-]+'\))$/))

const table = z.strictObject({
  name,
  partition: z.optional(z.strictObject({ of: name, bound })),
  columns: z.array(name).check(z.minLength(1)),
  rows: count,
  /** Of the rows in whatever order: see row-digest.ts. */
  digest: sha256,
  /** Where it lies in the backup, compressed. */
  file: z.string().check(z.regex(/^tables\/[a-z_][a-z0-9_]{0,62}\.zst$/)),
  bytes: count,
  plainBytes: count,
  /** Of the file as it lies in the backup, so that `sha256sum` tells the same. */
  sha256,
})

const keptFile = z.strictObject({
  /** Within the data folder, and within `files/` of the backup. */
  path: z.string().check(z.refine(isKeptPath, 'is no path within the data')),
  bytes: count,
  sha256,
})

const manifest = z.strictObject({
  format: z.literal(backupFormat),
  createdAt: z.iso.datetime(),
  fulcrum: z.string(),
  postgres: z.string(),
  /** How many migrations the data has, and the checksum of each. */
  schema: z.strictObject({ version: count, checksums: z.array(sha256) }),
  tables: z.array(table),
  /** Tables of the database that are not Fulcrum's, and not in the backup. */
  leftOut: z.array(z.string()),
  sequences: z.array(z.strictObject({ table: name, column: name, value: count, called: z.boolean() })),
  files: z.array(keptFile),
})

export type Manifest = z.infer<typeof manifest>
export type TableEntry = Manifest['tables'][number]
export type FileEntry = Manifest['files'][number]

/** A manifest as its two files hold it; the second is what `sha256sum -c` reads. */
export function printManifest(value: Manifest): { readonly text: string; readonly hash: string } {
  const text = `${JSON.stringify(manifest.parse(value), null, 1)}\n`
  return { text, hash: `${hashOf(text)}  ${manifestFile}\n` }
}

/** Reads the manifest of a backup; refuses what was cut, changed, or written by newer code. */
export async function readManifest(dir: string): Promise<Manifest> {
  const refuse = (why: string, cause?: unknown) => new StartError('backup', `${dir}: ${why}`, { cause })
  let text: string
  let hash: string
  try {
    text = await readFile(path.join(dir, manifestFile), 'utf8')
    hash = await readFile(path.join(dir, manifestHashFile), 'utf8')
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT' && errorCode(cause) !== 'ENOTDIR') throw cause
    throw refuse('this is no backup: it has no manifest.json with its hash.', cause)
  }
  if (text.length > maxManifestBytes) throw refuse('manifest.json is too large to be one.')
  if (hash !== `${hashOf(text)}  ${manifestFile}\n`) {
    throw refuse('manifest.json is not what was written (its SHA-256 is not that of manifest.json.sha256).')
  }
  const value = parseJson(text)
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof format === 'number' && format > backupFormat) {
    throw refuse(`it was written by a newer Fulcrum (format ${format}, this one knows ${backupFormat}). Use that one.`)
  }
  const parsed = manifest.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refuse(`manifest.json cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() + '.')
  }
  refuseTwins(parsed.data, refuse)
  return parsed.data
}

/** What is to be read back, in bytes as it lies in the backup and as it is without compression. */
export function sizeOf({ tables, files }: Manifest): { readonly stored: number; readonly plain: number } {
  const inFiles = files.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    stored: tables.reduce((sum, { bytes }) => sum + bytes, inFiles),
    plain: tables.reduce((sum, { plainBytes }) => sum + plainBytes, inFiles),
  }
}

function refuseTwins({ tables, files, schema }: Manifest, refuse: (why: string) => Error): void {
  const names = [...tables.map(({ name: each }) => each), ...files.map(({ path: each }) => each)]
  if (new Set(names).size !== names.length) throw refuse('manifest.json names something twice.')
  if (schema.checksums.length !== schema.version) throw refuse('manifest.json contradicts itself about its schema.')
  for (const { name: each, file } of tables) {
    if (file !== tableFile(each)) throw refuse(`manifest.json has the table ${each} in a place that is not its own.`)
  }
}

/** Where a table lies in a backup. */
export function tableFile(table: string): string {
  return `tables/${table}.zst`
}

function isKeptPath(value: string): boolean {
  const [top = '', ...rest] = value.split('/')
  const isPlain = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part)
  return keptFolders.some((folder) => folder === top) && rest.length > 0 && rest.every(isPlain)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
