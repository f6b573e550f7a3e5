import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { DomainError } from '@fulcrum/domain'
import type { ImportFile, ImportLimits } from '@fulcrum/integration-kit'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

/** The parts of a zip archive. Their names are compared and never used as paths. */
export interface Archive {
  has(name: string): boolean
  /** The first part whose name fits, or null. */
  find(pattern: RegExp): string | null
  /** The inflated bytes of a part. Inflation stops with an error where it passes `maxBytes` or the limits. */
  read(name: string, maxBytes: number): AsyncGenerator<Uint8Array>
}

/** Beneath this size a high ratio is harmless and common. */
const ratioFloorBytes = 32 * 1024 ** 2

/** Opens an archive: reads its directory, inflates nothing. */
export async function openArchive(file: ImportFile, limits: ImportLimits): Promise<Archive> {
  const zip = await openZip(file, limits)
  if (zip.entryCount > limits.maxArchiveEntries) throw tooManyEntries(file, limits)
  const entries = new Map<string, Entry>()
  try {
    let count = 0
    for await (const entry of zip.eachEntry()) {
      if (++count > limits.maxArchiveEntries) throw tooManyEntries(file, limits)
      const name = partName(nameOf(entry))
      if (!entries.has(name)) entries.set(name, entry)
    }
  } catch (error) {
    throw damaged(file, error)
  }
  return {
    has: (name) => entries.has(partName(name)),
    find: (pattern) => [...entries.keys()].find((name) => pattern.test(name)) ?? null,
    async *read(name, maxBytes) {
      const entry = entries.get(partName(name))
      if (entry === undefined) throw damaged(file, `its part ${name} is missing`)
      yield* inflate(file, zip, entry, Math.min(maxBytes, limits.maxInflatedBytes), limits)
    },
  }
}

/** What is told about a workbook that cannot be read; errors that are for people already stay as they are. */
export function damaged(file: ImportFile, cause: unknown): Error {
  if (cause instanceof DomainError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DomainError(
    'invalid',
    `The workbook "${file.name}" is damaged or incomplete (${reason.slice(0, 200)}). Open and save it again, or save it as CSV.`,
    { reason: 'workbook-damaged' },
  )
}

async function* inflate(
  file: ImportFile,
  zip: ZipFile,
  entry: Entry,
  maxBytes: number,
  limits: ImportLimits,
): AsyncGenerator<Uint8Array> {
  const mayBeBytes = Math.max(ratioFloorBytes, entry.compressedSize * limits.maxInflateRatio)
  const allowedBytes = Math.min(maxBytes, mayBeBytes)
  if (entry.uncompressedSize > allowedBytes) throw bomb(file, allowedBytes)
  if (entry.isEncrypted()) throw damaged(file, 'it is protected by a password')
  let stream: Readable | null = null
  try {
    stream = await zip.openReadStreamPromise(entry)
    let size = 0
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > allowedBytes) throw bomb(file, allowedBytes)
      yield chunk
    }
  } catch (error) {
    throw damaged(file, error)
  } finally {
    stream?.destroy()
  }
}

async function openZip(file: ImportFile, limits: ImportLimits): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true }
  try {
    if (file.readRange !== undefined) {
      return await yauzl.fromRandomAccessReaderPromise(new RangeReader(file), file.sizeBytes, options)
    }
    return await yauzl.fromBufferPromise(await wholeFile(file, limits), options)
  } catch (error) {
    throw damaged(file, error)
  }
}

/** Reads pieces of the file as the archive's directory asks for them. */
class RangeReader extends yauzl.RandomAccessReader {
  private readonly file: ImportFile

  constructor(file: ImportFile) {
    super()
    this.file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(pieces(this.file, start, end), { objectMode: false })
  }
}

const pieceBytes = 256 * 1024

async function* pieces(file: ImportFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += pieceBytes) {
    const piece = await file.readRange?.(at, Math.min(end, at + pieceBytes))
    if (piece !== undefined) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
  }
}

async function wholeFile(file: ImportFile, limits: ImportLimits): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of file.read()) {
    size += part.length
    if (size > limits.maxBufferedBytes) {
      throw new DomainError(
        'too-large',
        `The workbook "${file.name}" has more than ${Math.floor(limits.maxBufferedBytes / 1024 ** 2)} MB. Save its sheet as CSV and import that.`,
        { reason: 'file-too-large', limitBytes: limits.maxBufferedBytes },
      )
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

// @NOTE with `decodeStrings: false` names are bytes, which the typings do not say; odd names then do no harm.
function nameOf(entry: Entry): string {
  const raw: unknown = entry.fileName
  return Buffer.isBuffer(raw) ? raw.toString('utf8') : String(raw)
}

function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function tooManyEntries(file: ImportFile, limits: ImportLimits): DomainError {
  return new DomainError(
    'too-many',
    `The file "${file.name}" holds more than ${limits.maxArchiveEntries} parts and is refused. Save its sheet as CSV and import that.`,
    { reason: 'too-many-entries', limit: limits.maxArchiveEntries },
  )
}

function bomb(file: ImportFile, limitBytes: number): DomainError {
  return new DomainError(
    'too-large',
    `The file "${file.name}" grows beyond ${Math.floor(limitBytes / 1024 ** 2)} MB when it is unpacked and is refused. Save its sheet as CSV and import that.`,
    { reason: 'inflates-too-far', limitBytes },
  )
}
