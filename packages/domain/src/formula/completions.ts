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
  readonly kind: 'column' | 'function' | 'word'
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

const words = ['TRUE', 'FALSE', 'AND', 'OR', 'NOT']

/**
 * What goes on from what was typed before the cursor, the best first: columns within braces, functions, columns and words
 * elsewhere; nothing within a text. `completions('SU', 2, schema).items[0] // SUM(…)`
 */
export function completions(text: string, cursor: number, schema: FormulaSchema): Completions {
  const before = text.slice(0, cursor)
  const token = tokens(before).findLast((each) => each.kind !== 'end')
  if (token?.kind === 'text' && token.open) return { from: cursor, to: cursor, items: [] }
  if (token?.kind === 'reference' && token.open) return inReference(text, cursor, token, schema)
  const isName = token?.kind === 'name' && token.to === cursor
  const typed = isName ? token.value : ''
  // After a number or a closed name only an operator can follow.
  if (!isName && token && token.to === cursor && token.kind !== 'sign') return { from: cursor, to: cursor, items: [] }
  const items = [...functionItems(), ...columnItems(schema), ...words.map(word)]
  return { from: cursor - typed.length, to: cursor, items: ranked(items, typed) }
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
  return { from: token.from, to: cursor + (rest?.[0].length ?? 0), items: ranked(columnItems(schema), typed) }
}

function columnItems(schema: FormulaSchema): Completion[] {
  const own = fieldsOf(schema.columns).map(({ field, type, label }) => item({ of: 'own', field }, label, type))
  const below = [...itemsBelow('children', childrenTitle), ...itemsBelow('below', belowTitle)]
  const linked = schema.columns.filter(({ deleted }) => !deleted).flatMap((through) => linkedItems(through))
  return [...own, ...below, ...linked]

  function itemsBelow(of: 'children' | 'below', title: string): Completion[] {
    const fields = fieldsOf(schema.columns).filter(({ field }) => field !== 'title')
    return [
      item({ of, field: 'title' }, title, { list: 'text' }),
      ...fields.map(({ field, type, label }) => item({ of, field }, `${title}.${label}`, listOf(type))),
    ]
  }

  function linkedItems(through: FormulaColumn): Completion[] {
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

  function item(target: Target, label: string, type: FormulaType): Completion {
    const titled = titledReference(target, schema)
    // A title that several boards share names all of them; typed by hand it does so too.
    const insert =
      titled.startsWith('{#') && target.of === 'linked' ? `{${label.split('.').map(escapedTitle).join('.')}}` : titled
    return { kind: 'column', label, detail: typeName(type), insert, cursor: insert.length }
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

function functionItems(): Completion[] {
  return formulaFunctions.map((each): Completion => {
    const insert = `${each.name}()`
    const cursor = each.params.length === 0 ? insert.length : insert.length - 1
    return {
      kind: 'function',
      label: each.name,
      detail: signature(each),
      description: each.description,
      insert,
      cursor,
    }
  })
}

function word(label: string): Completion {
  return { kind: 'word', label, detail: '', insert: label, cursor: label.length }
}

/** What begins with what was typed goes before what has a word that does, and that before what has it anywhere. */
function ranked(items: readonly Completion[], typed: string): Completion[] {
  const wanted = matchingKey(typed)
  if (wanted === '') return items.filter(({ kind }) => kind !== 'word').toSorted((a, b) => place(a) - place(b))
  return items
    .map((item) => ({ item, rank: rank(matchingKey(item.label), wanted) }))
    .filter((each) => each.rank < 3)
    .toSorted((a, b) => a.rank - b.rank || a.item.label.length - b.item.label.length)
    .map(({ item }) => item)
}

function place({ kind }: Completion): number {
  return kind === 'column' ? 0 : 1
}

function rank(label: string, wanted: string): number {
  if (label.startsWith(wanted)) return 0
  const at = label.indexOf(wanted)
  return at < 0 ? 3 : /[\s.]/.test(label.charAt(at - 1)) ? 1 : 2
}
