import { DomainError } from '@fulcrum/domain'
import { archiveFormat, archiveVersion } from '@fulcrum/protocol'

/** What an archive says of itself. The server compares all of it with what is there before it writes a line. */
export interface ArchiveLook {
  readonly workspace: string
  readonly exportedAt: string
  readonly boards: readonly { readonly name: string; readonly items: number }[]
  /** Lines by what they hold: `items`, `updates`, `changes`. */
  readonly counts: { readonly [what: string]: number }
  readonly files: number
}

const endBytes = 22
const maxCommentBytes = 65_535
const maxDirectoryBytes = 64 * 1024 ** 2
const maxManifestBytes = 64 * 1024 ** 2

/**
 * Looks into a file without sending it: what an archive of ours holds, null for a file of another kind. One that is called an archive
 * and is none, or is cut, is refused with what to do.
 */
export async function readManifest(file: File): Promise<ArchiveLook | null> {
  const isCalledSo = /\.fulcrum$/i.test(file.name)
  const head = await bytesOf(file, 0, 4)
  if (!isCalledSo && (head.byteLength < 4 || head.getUint32(0, true) !== 0x04034b50)) return null
  const manifest = await manifestOf(file)
  if (manifest === 'foreign' || manifest === 'damaged') {
    if (!isCalledSo) return null
    throw manifest === 'damaged' ? damaged(file) : foreign(file)
  }
  return lookOf(file, manifest, isCalledSo)
}

/** The text of the manifest within the archive. */
async function manifestOf(file: File): Promise<string | 'foreign' | 'damaged'> {
  const from = Math.max(0, file.size - endBytes - maxCommentBytes)
  const tail = await bytesOf(file, from, file.size)
  const end = lastSign(tail, 0x06054b50)
  if (end < 0) return (await bytesOf(file, 0, 4)).byteLength === 4 && (await isZip(file)) ? 'damaged' : 'foreign'
  const size = tail.getUint32(end + 12, true)
  const start = tail.getUint32(end + 16, true)
  if (size > maxDirectoryBytes || start + size > file.size) return 'damaged'
  const entry = entryNamed(await bytesOf(file, start, start + size), 'manifest.json')
  if (entry === null) return 'foreign'
  if (entry.at + 30 > file.size || entry.size > maxManifestBytes) return 'damaged'
  const local = await bytesOf(file, entry.at, entry.at + 30)
  const body = entry.at + 30 + local.getUint16(26, true) + local.getUint16(28, true)
  try {
    return await textOf(file.slice(body, body + entry.packedSize), entry.method)
  } catch {
    return 'damaged'
  }
}

async function isZip(file: File): Promise<boolean> {
  return (await bytesOf(file, 0, 4)).getUint32(0, true) === 0x04034b50
}

interface ZipEntry {
  readonly method: number
  readonly packedSize: number
  readonly size: number
  readonly at: number
}

function entryNamed(directory: DataView, name: string): ZipEntry | null {
  const decoder = new TextDecoder()
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === 0x02014b50;) {
    const nameBytes = directory.getUint16(at + 28, true)
    const isThere = at + 46 + nameBytes <= directory.byteLength
    const bytes = new Uint8Array(directory.buffer, directory.byteOffset + at + 46, isThere ? nameBytes : 0)
    if (decoder.decode(bytes) === name) {
      return {
        method: directory.getUint16(at + 10, true),
        packedSize: directory.getUint32(at + 20, true),
        size: directory.getUint32(at + 24, true),
        at: directory.getUint32(at + 42, true),
      }
    }
    at += 46 + nameBytes + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
  }
  return null
}

/** Unpacks; what grows beyond every manifest is an attack. */
async function textOf(packed: Blob, method: number): Promise<string> {
  const stream = method === 0 ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = stream.getReader()
  let text = ''
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > maxManifestBytes) throw new Error('larger than any manifest')
    text += decoder.decode(value, { stream: true })
  }
}

function lookOf(file: File, text: string, isCalledSo: boolean): ArchiveLook | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw damaged(file)
  }
  // @NOTE every part is asked for its type before it is used; a manifest that lies is found out by the server.
  const { format, version, exportedAt, workspace, boards, counts, files } = (json ?? {}) as Record<string, unknown>
  if (format !== archiveFormat) {
    if (isCalledSo) throw foreign(file)
    return null
  }
  if (typeof version !== 'number' || version > archiveVersion) {
    throw new DomainError('unsupported', `“${file.name}” is of a newer Fulcrum. Upgrade this one, then import it.`)
  }
  const named = (workspace ?? {}) as { readonly name?: unknown }
  if (typeof named.name !== 'string' || !Array.isArray(boards)) throw damaged(file)
  return {
    workspace: named.name,
    exportedAt: typeof exportedAt === 'string' ? exportedAt : '',
    boards: boards.map((board: { readonly name?: unknown; readonly items?: unknown }) => ({
      name: String(board?.name ?? ''),
      items: countOf(board?.items),
    })),
    counts: Object.fromEntries(Object.entries(counts ?? {}).map(([what, count]) => [what, countOf(count)])),
    files: Array.isArray(files) ? files.length : 0,
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

async function bytesOf(file: File, from: number, to: number): Promise<DataView> {
  return new DataView(await file.slice(from, to).arrayBuffer())
}

function lastSign(view: DataView, sign: number): number {
  for (let at = view.byteLength - endBytes; at >= 0; at--) if (view.getUint32(at, true) === sign) return at
  return -1
}

function damaged({ name }: File): DomainError {
  return new DomainError(
    'invalid',
    `The archive “${name}” is damaged or incomplete: it was cut or changed on its way. Fetch or export it again.`,
  )
}

function foreign({ name }: File): DomainError {
  return new DomainError('unsupported', `“${name}” is no archive of Fulcrum. Choose another file.`)
}
