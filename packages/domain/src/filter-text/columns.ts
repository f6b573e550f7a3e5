import type { ViewField } from '../view/fields.ts'
import { plainLetters } from './plain-letters.ts'
import type { Scanner } from './scanner.ts'

/** What people call the first column of any board. */
const firstColumn = ['Item', 'Title', 'Name']

/** The names by which a condition can say each column: its title, and for the first one what no other is called. */
export function namedFields(fields: readonly ViewField[]): readonly (readonly [name: string, field: ViewField])[] {
  const named = fields.map((field) => [field.title, field] as const)
  const taken = new Set(fields.map(({ title }) => plainLetters(title)))
  const title = fields.find(({ column }) => column === 'title')
  if (title === undefined) return named
  return [
    ...named,
    ...firstColumn.filter((name) => !taken.has(plainLetters(name))).map((name) => [name, title] as const),
  ]
}

/** How many characters a column's name takes here, with its accents or without; of a name in quotes, whether it is that one. */
export function lengthOf(scan: Scanner, name: string, inQuotes: string | null): number {
  if (name.trim() === '') return Number(inQuotes === name)
  if (inQuotes !== null)
    return inQuotes.toLowerCase() === name.toLowerCase() ? 2 : Number(plainLetters(inQuotes) === plainLetters(name))
  return scan.lengthOf(name) || scan.plainLengthOf(name)
}
