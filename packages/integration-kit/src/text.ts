import { DomainError } from '@fulcrum/domain'
import type { ImportFile } from './import-source.ts'

// @NOTE Every runtime that runs this has it; the compiler settings of pure packages do not know it.
declare const TextDecoder: new (
  label: string,
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes?: Uint8Array, options?: { stream?: boolean }): string }

/** Encodings that text files come in. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** How many first bytes tell what a file is. */
export const headBytes = 64 * 1024

/** The first bytes of a file, at most `headBytes`. */
export async function readHead(file: ImportFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.read()) {
    parts.push(chunk)
    size += chunk.length
    if (size >= headBytes) break
  }
  const head = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    head.set(part, at)
    at += part.length
  }
  return head.subarray(0, headBytes)
}

const signatures: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a zip archive or an XLSX workbook', [0x50, 0x4b, 0x03, 0x04]],
  ['an empty zip archive', [0x50, 0x4b, 0x05, 0x06]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['an old or encrypted Office file (save it as XLSX or CSV, without a password)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['a program', [0x7f, 0x45, 0x4c, 0x46]],
]

/** What the first bytes show a file to be, where that is no text; null for text. */
export function binaryKind(head: Uint8Array): string | null {
  for (const [name, bytes] of signatures) if (bytes.every((byte, i) => head[i] === byte)) return name
  if (markOf(head) !== null || wideWithoutMark(head) !== null) return null
  let controls = 0
  const size = Math.min(head.length, 4096)
  for (let i = 0; i < size; i++) {
    const byte = head[i] ?? 0
    if (byte === 0) return 'a binary file'
    if (byte < 9 || (byte > 13 && byte < 27)) controls++
  }
  return controls > size / 20 ? 'a binary file' : null
}

/** The encoding that the first bytes speak for; UTF-8 unless they show another. */
export function encodingOf(head: Uint8Array): TextEncoding {
  return markOf(head) ?? wideWithoutMark(head) ?? 'utf-8'
}

/** The text of the first bytes, the last incomplete character left out. */
export function decodeHead(head: Uint8Array): string {
  const encoding = encodingOf(head)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
  } catch {
    return new TextDecoder(encoding === 'utf-8' ? 'windows-1252' : encoding).decode(head, { stream: true })
  }
}

/** Thrown where bytes are not of the encoding that was asked for. */
export class NotThisEncoding extends Error {
  override readonly name = 'NotThisEncoding'
}

/** The text of a file in pieces, without byte order mark. Bytes that are not of the encoding throw `NotThisEncoding`. */
export async function* decodeFile(file: ImportFile, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of file.read()) {
    const text = decodeChunk(decoder, chunk)
    if (text !== '') yield text
  }
  const rest = decodeChunk(decoder)
  if (rest !== '') yield rest
}

/** Refuses files that are no text. */
export function refuseBinary(file: ImportFile, head: Uint8Array, wanted: string): void {
  const kind = binaryKind(head)
  if (kind === null) return
  throw new DomainError('unsupported', `The file "${file.name}" is ${kind}, not ${wanted}. Choose another file.`, {
    reason: 'wrong-type',
    found: kind,
  })
}

function decodeChunk(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
  } catch {
    throw new NotThisEncoding('The bytes are not of this encoding')
  }
}

function markOf(head: Uint8Array): TextEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: in texts with Latin letters or separators nearly every second byte is zero. */
function wideWithoutMark(head: Uint8Array): TextEncoding | null {
  const pairs = Math.floor(Math.min(head.length, 2048) / 2)
  if (pairs < 2) return null
  let zeroFirst = 0
  let zeroSecond = 0
  for (let i = 0; i < pairs; i++) {
    if (head[i * 2] === 0) zeroFirst++
    if (head[i * 2 + 1] === 0) zeroSecond++
  }
  if (zeroSecond > pairs * 0.7 && zeroFirst < pairs * 0.05) return 'utf-16le'
  if (zeroFirst > pairs * 0.7 && zeroSecond < pairs * 0.05) return 'utf-16be'
  return null
}
