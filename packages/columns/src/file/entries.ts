import { fail, ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { maxUrl, readUrl } from '../link/url.ts'
import { shortened } from '../shared/labels.ts'
import { addressName, fileName } from './names.ts'

/** Files and addresses of one cell. */
export const maxEntries = 100

const url = z.string('Expected an address.').check(
  z.maxLength(maxUrl, 'An address has at most 2,000 characters.'),
  z.overwrite((text) => {
    const read = webAddress(text)
    return read.ok ? read.value : text
  }),
  z.refine((text) => webAddress(text).ok, 'Expected an address that begins with https or http.'),
)

const stored = z.strictObject({
  name: z.string().check(z.overwrite(fileName)),
  sizeBytes: z.int('Expected the size in bytes.').check(z.gte(0, 'Expected the size in bytes.')),
  /** What the server found the content to be. */
  type: z
    .string()
    .check(z.maxLength(100), z.regex(/^[a-z0-9]+\/[a-z0-9.+-]+$/, 'Expected a media type, like image/png.')),
  /** SHA-256 of the content, in lower-case hexadecimal. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Expected the SHA-256 of the file.')),
})

const address = z
  .strictObject({ name: z._default(z.string().check(z.maxLength(10_000)), ''), url })
  .check(z.overwrite((entry) => ({ ...entry, name: addressName(entry.name, entry.url) })))

/** A file that Fulcrum keeps. */
export type StoredFile = z.infer<typeof stored>

/** A file that lies elsewhere on the web. */
export type FileAddress = z.infer<typeof address>

export type FileEntry = StoredFile | FileAddress

/** What a cell holds. The same content or address stands there once, under its first name. */
export const fileEntries = z.array(z.union([stored, address], 'Expected a file or an address.')).check(
  z.minLength(1, 'Give a file, or null for none.'),
  z.maxLength(maxEntries, `A cell holds at most ${maxEntries} files.`),
  z.overwrite((entries) =>
    [...new Map(entries.toReversed().map((entry) => [keyOf(entry), entry])).values()].toReversed(),
  ),
)

/** Whether an entry is a file that Fulcrum keeps. */
export function isStored(entry: FileEntry): entry is StoredFile {
  return 'hash' in entry
}

/** By what an entry is known in its cell. */
export function keyOf(entry: FileEntry): string {
  return isStored(entry) ? entry.hash : entry.url
}

/** `plan.pdf <file:5120/application/pdf/2c26...>; Design <https://example.org/d>` */
export function entriesText(entries: readonly FileEntry[]): string {
  return entries
    .map((entry) =>
      isStored(entry)
        ? `${entry.name} <file:${entry.sizeBytes}/${entry.type}/${entry.hash}>`
        : `${entry.name} <${entry.url}>`,
    )
    .join('; ')
}

/** Reads what `entriesText` writes, and addresses alone, parted by semicolons, commas, spaces or line breaks. */
export function readEntries(text: string): Result<readonly unknown[]> {
  const entries: unknown[] = []
  let rest = text.trim()
  while (rest !== '') {
    const part = bare.exec(rest) ?? named.exec(rest)
    if (part === null)
      return fail(`"${shortened(rest)}" is not a file. Write an address like https://example.org/plan.pdf.`)
    const [all, name = '', target = ''] = part.length === 2 ? [part[0], '', part[1]] : part
    const file = kept.exec(target)
    if (file !== null) {
      const [, sizeBytes, type, hash] = file
      entries.push({ name, sizeBytes: Number(sizeBytes), type, hash })
    } else {
      const read = webAddress(target)
      if (!read.ok) return fail(read.message)
      entries.push({ name, url: read.value })
    }
    rest = rest.slice(all.length)
  }
  return ok(entries)
}

/** An address alone, up to a separator. */
const bare = /^(https?:\/\/[^\s<>"]+?)(?:\s*[;,](?=\s|$)\s*|\s+(?![;,<])|$)/i
/** A name without angle brackets, what it stands for, and a separator. */
const named = /^([^<>\n]*)<([^<>\s]+)>(?:\s*[;,\n]\s*|\s*$)/
const kept = /^file:(\d{1,15})\/([^\s/]+\/[^\s/]+)\/([0-9a-f]{64})$/

function webAddress(text: string): Result<string> {
  const read = readUrl(text)
  return read.ok && !/^https?:/.test(read.value) ? fail('Give an address that begins with https or http.') : read
}
