import { didYouMean } from '../formula/suggest.ts'
import { FilterRefusal } from './language.ts'
import type { Named } from './language.ts'
import { plainLetters } from './plain-letters.ts'
import type { Scanner } from './scanner.ts'

/** By what a person is called for short, where nobody else is: `partsOfName('Tomás Rivera') // ['Tomás', 'Rivera']` */
export function partsOfName(name: string): readonly string[] {
  const words = name.trim().split(/\s+/u)
  const ends = words.length < 2 ? [] : [words[0] ?? '', words.at(-1) ?? '']
  return ends.filter((word) => !/^(and|or|not|me)$/iu.test(word))
}

/**
 * The one that is named here. As it is written comes first, then without its accents, then by what `shortOf` makes of it: these two
 * only where they mean one. Throws a refusal where none or several are meant.
 */
export function readName<Id>(
  scan: Scanner,
  title: string,
  known: readonly Named<Id>[],
  shortOf: (name: string) => readonly string[] = () => [],
): Id {
  scan.skipSpace()
  const from = scan.at
  const inQuotes = scan.between('"')
  const exact =
    inQuotes === null
      ? longest(known, ({ name }) => (name.trim() === '' ? 0 : scan.lengthOf(name)))
      : longest(known, ({ name }) => Number(name.toLowerCase() === inQuotes.toLowerCase()))
  const lengthOf = (name: string): number =>
    inQuotes === null ? scan.plainLengthOf(name) : Number(plainLetters(name) === plainLetters(inQuotes))
  const plain = longest(known, ({ name }) => lengthOf(name))
  const short = longest(known, ({ name }) => Math.max(0, ...shortOf(name).map(lengthOf)))
  const found = [exact, plain, short].reduce((best, each) => (each.length > best.length ? each : best))
  const [first, second] = found.meant
  if (first !== undefined && (second === undefined || found === exact)) {
    if (inQuotes === null) scan.at += found.length
    return first.id
  }
  const typed = inQuotes ?? (found.length > 0 ? scan.text.slice(from, from + found.length) : scan.words())
  throw new FilterRefusal(
    problemOf(typed, title, { known, meant: found.meant, shortOf }),
    from,
    found.length > 0 && inQuotes === null ? from + found.length : Math.max(scan.at, scan.endOfWord(from)),
  )
}

interface Longest<Id> {
  readonly length: number
  /** Those that are as long. */
  readonly meant: readonly Named<Id>[]
}

/** Who could be named, who may be, and by what they are called for short. */
interface Meaning<Id> {
  readonly known: readonly Named<Id>[]
  readonly meant: readonly Named<Id>[]
  readonly shortOf: (name: string) => readonly string[]
}

function longest<Id>(known: readonly Named<Id>[], lengthOf: (each: Named<Id>) => number): Longest<Id> {
  let found: { length: number; meant: Named<Id>[] } = { length: 0, meant: [] }
  for (const each of known) {
    const length = lengthOf(each)
    if (length > found.length) found = { length, meant: [each] }
    else if (length > 0 && length === found.length) found.meant.push(each)
  }
  return found
}

function problemOf<Id>(typed: string, title: string, { known, meant, shortOf }: Meaning<Id>): string {
  if (typed === '') return `What ${title} is to be is missing.`
  const shown = typed.slice(0, 60)
  if (meant.length > 1) {
    const names = meant.slice(0, 4).map(({ name }) => name)
    return `“${shown}” can be ${names.join(' or ')}. Write the whole name as it stands.`
  }
  const names = known.flatMap(({ name }) => [name, ...shortOf(name)])
  const some = known.slice(0, 3).map(({ name }) => name)
  const advice = didYouMean(typed, names) || (some.length > 0 ? ` It can be: ${some.join(', ')} …` : '')
  return `“${shown}” is nothing that ${title} can be.${advice}`
}
