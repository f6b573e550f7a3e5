import { emailArg } from './users.ts'

/** One entry of a pasted text, where it stands, and the address and the name in it where there are some. */
export interface AddressEntry {
  readonly entry: string
  readonly line: number
  readonly email: string | null
  readonly name: string | null
}

/** More than anybody invites at once. */
export const mostAddresses = 500

/**
 * The addresses of a text as people have them: one a line, or with commas, semicolons or blanks between, alone or as in
 * `Ada Lovelace <ada@example.org>`; a sheet's cells with tabs between, too.
 */
export function readAddresses(text: string): readonly AddressEntry[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) =>
    splitLine(line).flatMap((part) =>
      entriesOf(part.trim()).map((entry) => ({
        entry,
        line: index + 1,
        email: addressIn(entry),
        name: nameBefore(entry),
      })),
    ),
  )
}

/** A quoted name may have a comma in it: `"Lovelace, Ada" <ada@example.org>`. */
function splitLine(line: string): readonly string[] {
  return line.match(/(?:"[^"]*"|[^,;\t"]|"(?=[^"]*$))+/g) ?? []
}

/** Addresses with blanks between are one each; anything else with blanks is one entry. */
function entriesOf(part: string): readonly string[] {
  const words = part.split(/\s+/).filter(Boolean)
  return words.length > 1 && words.every((word) => addressIn(word) !== null) ? words : words.length === 0 ? [] : [part]
}

function addressIn(entry: string): string | null {
  const written = /^[^<>]*<([^<>]+)>$/.exec(entry)?.[1] ?? entry.replace(/^mailto:/i, '')
  const read = emailArg.safeParse(written)
  return read.success ? read.data : null
}

/** `Lovelace, Ada` of `"Lovelace, Ada" <ada@example.org>`. */
function nameBefore(entry: string): string | null {
  const written = /^([^<>]*)<[^<>]+>$/
    .exec(entry)?.[1]
    ?.trim()
    .replace(/^"(.*)"$/, '$1')
  return written === undefined || written === '' ? null : written
}
