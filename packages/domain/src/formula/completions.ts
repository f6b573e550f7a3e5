import { matchingKey } from '../text.ts'
import { signature } from './check-call.ts'
import { belowTitle, childrenTitle, systemFields } from './fields.ts'
import { formulaFunctions } from './functions/all.ts'
import { escapedTitle, tokens, type Token } from './lexer.ts'
import { titledReference, type Target } from './references.ts'
import type { FormulaReader } from './reader.ts'
import type { FormulaColumn, FormulaSchema } from './schema.ts'
import type { Span } from './syntax.ts'
import { isList, typeName, type FormulaType } from './types.ts'

/** What may stand at a place of a half-written formula: put `insert` for the text from `from` to `to`. */
export interface Completions extends Span {
  readonly items: readonly Completion[]
}

/** Something that may stand where the caret is. */
export interface Completion {
  readonly kind: 'column' | 'function' | 'label' | 'word'
  /** What the list shows: a title, a name. */
  readonly label: string
  /** What it is: the type of a column, the signature of a function. */
  readonly detail: string
  /** A sentence more, for functions. */
  readonly description?: string
  readonly insert: string
  /** Where the cursor stands afterwards, from the beginning of `insert`. */
  readonly cursor: number
}

/** What may be offered, before anybody asks how it is written. */
type Offer = Omit<Completion, 'insert' | 'cursor'> & { readonly written: () => string; readonly cursor?: number }

const words = ['TRUE', 'FALSE', 'AND', 'OR', 'NOT']

/** Completions that are written out; of more, nobody reads the rest. */
const most = 100

/**
 * What goes on from what was typed before the cursor, the best first: columns within braces, the labels of the columns that the
 * formula names within a text, functions, columns and words elsewhere. `completions('SU', 2, schema).items[0] // SUM(…)`
 */
export function completions(text: string, cursor: number, schema: FormulaSchema): Completions {
  const before = text.slice(0, cursor)
  const token = tokens(before).findLast((each) => each.kind !== 'end')
  if (token?.kind === 'text' && token.open) return inText(text, cursor, token, schema)
  if (token?.kind === 'reference' && token.open) return inReference(text, cursor, token, schema)
  const isName = token?.kind === 'name' && token.to === cursor
  const typed = isName ? token.value : ''
  // After a value only an operator can follow.
  if (!isName && token && token.to === cursor && isEnd(token)) return { from: cursor, to: cursor, items: [] }
  const offers = [...functionOffers(), ...columnOffers(schema), ...words.map(word)]
  // The parentheses may be there already.
  const isCalled = text.charAt(cursor) === '('
  const items = ranked(offers, typed).map((item) =>
    isCalled && item.kind === 'function' ? { ...item, insert: item.label, cursor: item.label.length } : item,
  )
  return { from: cursor - typed.length, to: cursor, items }
}

/** Whether a value ends with it. */
function isEnd(token: Token): boolean {
  return token.kind !== 'sign' || token.value === ')' || token.value === '%'
}

/** Within a text the labels that it may mean, with what is left of it replaced. */
function inText(
  text: string,
  cursor: number,
  token: Extract<Token, { kind: 'text' }>,
  { columns }: FormulaSchema,
): Completions {
  const named = new Set(
    tokens(text).flatMap((each) => (each.kind === 'reference' ? matchingKey(each.segments.at(-1)?.text ?? '') : [])),
  )
  const known = [...columns, ...columns.flatMap(({ boards = [] }) => boards.flatMap((board) => board.columns))]
  const names = known.flatMap(({ title, labels = [] }) =>
    named.has(matchingKey(title)) ? labels.map(({ name }) => ({ name, title })) : [],
  )
  const offers = new Map(
    names.map(({ name, title }): [string, Offer] => [
      name,
      { kind: 'label', label: name, detail: title, written: () => `"${name.replaceAll('"', '""')}"` },
    ]),
  )
  const quote = text.charAt(token.from)
  const end = /^[^"'\n{}()]*/.exec(text.slice(cursor, cursor + 300))?.[0].length ?? 0
  const closes = text.charAt(cursor + end) === quote
  return { from: token.from, to: closes ? cursor + end + 1 : cursor, items: ranked([...offers.values()], token.value) }
}

/** Within braces the rest of the reference, up to its end if it has one on the line, is replaced. */
function inReference(
  text: string,
  cursor: number,
  token: Extract<Token, { kind: 'reference' }>,
  schema: FormulaSchema,
): Completions {
  const rest = /^[^{}\n"]*\}/.exec(text.slice(cursor, cursor + 300))
  const typed = token.segments.map((segment) => segment.text).join('.')
  return { from: token.from, to: cursor + (rest?.[0].length ?? 0), items: ranked(columnOffers(schema), typed) }
}

function columnOffers(schema: FormulaSchema): Offer[] {
  const own = fieldsOf(schema.columns).map(({ field, type, label }) => item({ of: 'own', field }, label, type))
  const below = [...itemsBelow('children', childrenTitle), ...itemsBelow('below', belowTitle)]
  const linked = schema.columns.filter(({ deleted }) => !deleted).flatMap((through) => linkedItems(through))
  return [...own, ...below, ...linked]

  function itemsBelow(of: 'children' | 'below', title: string): Offer[] {
    const fields = fieldsOf(schema.columns).filter(({ field }) => field !== 'title')
    return [
      item({ of, field: 'title' }, title, { list: 'text' }),
      ...fields.map(({ field, type, label }) => item({ of, field }, `${title}.${label}`, listOf(type))),
    ]
  }

  function linkedItems(through: FormulaColumn): Offer[] {
    return (through.boards ?? []).flatMap((board) =>
      fieldsOf(board.columns).map(({ field, type, label }) =>
        item(
          { of: 'linked', through: through.number, sources: [{ board: board.id, field }] },
          `${through.title}.${label}`,
          listOf(type),
        ),
      ),
    )
  }

  function item(target: Target, label: string, type: FormulaType): Offer {
    const written = (): string => {
      const titled = titledReference(target, schema)
      // A title that several boards share names all of them; typed by hand it does so too.
      const isShared = titled.startsWith('{#') && target.of === 'linked'
      return isShared ? `{${label.split('.').map(escapedTitle).join('.')}}` : titled
    }
    return { kind: 'column', label, detail: typeName(type), written }
  }
}

function fieldsOf(columns: readonly FormulaColumn[]) {
  const readable = columns.flatMap(({ number, title, type, deleted }) =>
    type === null || deleted ? [] : [{ field: number as Parameters<FormulaReader['cell']>[1], type, label: title }],
  )
  return [...readable, ...systemFields.map(({ field, type, title }) => ({ field, type, label: title }))]
}

function listOf(type: FormulaType): FormulaType {
  return isList(type) ? type : { list: type }
}

function functionOffers(): Offer[] {
  return formulaFunctions.map((each) => ({
    kind: 'function',
    label: each.name,
    detail: signature(each),
    description: each.description,
    written: () => `${each.name}()`,
    cursor: each.name.length + (each.params.length === 0 ? 2 : 1),
  }))
}

function word(label: string): Offer {
  return { kind: 'word', label, detail: '', written: () => label }
}

/** What begins with what was typed goes before what has a word that does, and that before what has it anywhere. */
function ranked(offers: readonly Offer[], typed: string): Completion[] {
  return inOrder(offers, matchingKey(typed))
    .slice(0, most)
    .map(({ written, cursor, ...offer }) => {
      const insert = written()
      return { ...offer, insert, cursor: cursor ?? insert.length }
    })
}

function inOrder(offers: readonly Offer[], wanted: string): readonly Offer[] {
  if (wanted === '') return offers.filter(({ kind }) => kind !== 'word').toSorted((a, b) => place(a) - place(b))
  return offers
    .map((offer) => ({ offer, rank: rank(matchingKey(offer.label), wanted) }))
    .filter((each) => each.rank < 3)
    .toSorted((a, b) => a.rank - b.rank || a.offer.label.length - b.offer.label.length)
    .map(({ offer }) => offer)
}

function place({ kind }: Offer): number {
  return kind === 'column' ? 0 : 1
}

function rank(label: string, wanted: string): number {
  if (label.startsWith(wanted)) return 0
  const at = label.indexOf(wanted)
  return at < 0 ? 3 : /[\s.]/.test(label.charAt(at - 1)) ? 1 : 2
}
