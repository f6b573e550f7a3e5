import { DomainError } from '@fulcrum/domain'
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import * as z from 'zod/mini'
import {
  archiveFormat,
  archiveVersion,
  boardPart,
  boardPartsOf,
  filePart,
  isPartName,
  workspacePartsOf,
} from './shape.ts'
import type { ArchiveManifest, ArchivePart } from './shape.ts'

/** An archive of a file: its manifest, and its parts line by line. */
export interface OpenArchive {
  readonly manifest: ArchiveManifest
  /** The lines of a part as JSON. With `checked` the whole part is compared with the manifest as it is read. */
  lines(name: string): AsyncGenerator<{ readonly text: string; readonly number: number }>
  /** The content of a file that the manifest names; whoever reads it compares it with its hash. */
  file(hash: string): Promise<Readable>
  close(): void
}

const maxManifestBytes = 64 * 1024 ** 2
/** A line is an item or a change: neither comes near it. */
const maxLineChars = 32 * 1024 ** 2
/** JSON packs well, but not like this: beyond the first megabytes it is an attack. */
const maxRatio = 400
const ratioFloorBytes = 64 * 1024 ** 2
const maxEntries = 200_000

const count = z.int().check(z.gte(0))
const text = z.string().check(z.maxLength(1_000))
const manifestSchema = z.object({
  format: z.literal(archiveFormat),
  version: z.int(),
  exportedAt: text,
  workspace: z.object({ id: z.uuid(), name: text }),
  boards: z.array(z.object({ id: z.uuid(), name: text, items: count })).check(z.maxLength(maxEntries / 5)),
  counts: z.record(z.string(), count),
  parts: z.array(
    z.object({ name: text, lines: count, bytes: count, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  ),
  files: z._default(
    z.array(
      z.object({
        hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
        sizeBytes: count,
        type: z.string().check(z.maxLength(100)),
      }),
    ),
    [],
  ),
})

/** Opens an archive and compares its directory with its manifest; nothing is unpacked but the manifest. */
export async function openArchive(path: string): Promise<OpenArchive> {
  const zip = await yauzl
    .openPromise(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true, decodeStrings: true })
    .catch((error: unknown) => {
      throw damaged(error)
    })
  try {
    const entries = await entriesOf(zip)
    const manifest = await readManifest(zip, entries)
    checkDirectory(manifest, entries)
    return {
      manifest,
      lines: (name) =>
        linesOf(
          zip,
          entries.get(name),
          manifest.parts.find((part) => part.name === name),
          name,
        ),
      file: async (hash) => {
        const entry = entries.get(filePart(hash))
        if (!entry) throw damaged(`its file ${hash} is missing`)
        return zip.openReadStreamPromise(entry).catch((error: unknown) => Promise.reject(damaged(error)))
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** What is told about an archive that cannot be read; what is for people already stays as it is. */
export function damaged(cause: unknown): DomainError {
  if (cause instanceof DomainError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DomainError(
    'invalid',
    `The archive is damaged or incomplete (${reason.slice(0, 300)}). Nothing of it was taken in. Export it again.`,
    { reason: 'archive-damaged' },
  )
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > maxEntries) throw damaged('it has more parts than any archive')
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = String(entry.fileName)
      if (name !== 'manifest.json' && !isPartName(name))
        throw damaged(`its part "${name.slice(0, 100)}" has no place in it`)
      if (entries.has(name)) throw damaged(`its part ${name} is there twice`)
      entries.set(name, entry)
    }
  } catch (error) {
    throw damaged(error)
  }
  return entries
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<ArchiveManifest> {
  const entry = entries.get('manifest.json')
  if (!entry) {
    throw new DomainError('unsupported', 'This file is no archive of Fulcrum: it has no manifest. Choose another file.')
  }
  if (entry.uncompressedSize > maxManifestBytes) throw damaged('its manifest is larger than any manifest')
  const parts: Buffer[] = []
  for await (const part of await zip
    .openReadStreamPromise(entry)
    .catch((error: unknown) => Promise.reject(damaged(error)))) {
    parts.push(Buffer.from(part))
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch (error) {
    throw damaged(error)
  }
  const { format, version } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  if (format !== archiveFormat) {
    throw new DomainError('unsupported', 'This file is no archive of Fulcrum: its manifest says something else.')
  }
  if (typeof version !== 'number' || version > archiveVersion) {
    throw new DomainError(
      'unsupported',
      `This archive is of a newer Fulcrum (its version is ${String(version)}, and this one reads ${archiveVersion}). Upgrade, then import it.`,
      { reason: 'archive-newer' },
    )
  }
  const parsed = manifestSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw damaged(`its manifest: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

/** The parts that must be there are there, and no others; what the directory says of their sizes is what the manifest says. */
function checkDirectory(
  { version, parts, boards, workspace, files }: ArchiveManifest,
  entries: ReadonlyMap<string, Entry>,
): void {
  const expected = new Set<string>([
    ...workspacePartsOf(version),
    'people.ndjson',
    ...boards.flatMap(({ id }) => boardPartsOf(version).map((part) => boardPart(id, part))),
  ])
  const named = new Set(parts.map(({ name }) => name))
  if (named.size !== parts.length) throw damaged('its manifest names a part twice')
  for (const name of expected) if (!named.has(name)) throw damaged(`its manifest does not name the part ${name}`)
  for (const name of named) if (!expected.has(name)) throw damaged(`its manifest names the part ${name.slice(0, 100)}`)
  const contents = files.map(({ hash, sizeBytes }) => ({ name: filePart(hash), bytes: sizeBytes }))
  if (new Set(contents.map(({ name }) => name)).size !== contents.length)
    throw damaged('its manifest names a file twice')
  for (const { name, bytes } of [...parts, ...contents]) {
    named.add(name)
    const entry = entries.get(name)
    if (!entry) throw damaged(`its part ${name} is missing`)
    if (entry.isEncrypted()) throw damaged('it is protected by a password')
    if (entry.uncompressedSize !== bytes) throw damaged(`its part ${name} has another size than the manifest says`)
    if (bytes > Math.max(ratioFloorBytes, entry.compressedSize * maxRatio)) {
      throw damaged(`its part ${name} grows further than any part of an archive`)
    }
  }
  for (const name of entries.keys()) {
    if (name !== 'manifest.json' && !named.has(name)) throw damaged(`its manifest does not name the part ${name}`)
  }
  if (new Set(boards.map(({ id }) => id)).size !== boards.length) throw damaged('its manifest names a board twice')
  if (workspace.name.trim() === '') throw damaged('its workspace has no name')
}

async function* linesOf(
  zip: ZipFile,
  entry: Entry | undefined,
  part: ArchivePart | undefined,
  name: string,
): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  if (!entry || !part) throw damaged(`its part ${name} is missing`)
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [rest, number] = ['', 0]
  const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => Promise.reject(damaged(error)))
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > maxLineChars) throw damaged(`a line of ${name} is longer than any line of an archive`)
      for (const line of lines) yield { text: line, number: (number += 1) }
    }
    if (rest !== '' || decoder.decode() !== '') throw damaged(`${name} ends in the middle of a line`)
  } catch (error) {
    throw damaged(error)
  } finally {
    stream.destroy()
  }
  if (number !== part.lines) throw damaged(`${name} has ${number} lines, and the manifest says ${part.lines}`)
  if (hash.digest('hex') !== part.sha256) throw damaged(`${name} is not what the manifest says: it was changed`)
}
