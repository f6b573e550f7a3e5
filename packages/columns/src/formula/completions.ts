import {
  belowTitle,
  childrenTitle,
  escapedTitle,
  formulaFunctions,
  signature,
  systemFields,
  tokens,
  typeName,
} from '@fulcrum/domain/formula'
import type { FormulaColumn, FormulaSchema } from '@fulcrum/domain/formula'
import { matchingKey } from '@fulcrum/domain'

/** Something that can stand where the caret is. */
export interface Completion {
  readonly id: string
  readonly title: string
  /** What is put in place of `from` to `to`. */
  readonly text: string
  /** Where the caret goes, from the end of the text backwards. */
  readonly back: number
  readonly from: number
  readonly to: number
  readonly about: string
  readonly detail: string
}

const most = 8

/** What may be meant by what stands before the caret: columns within braces, functions and columns by the beginning of a word. */
export function completionsAt(text: string, caret: number, schema: FormulaSchema): readonly Completion[] {
  const token = tokens(text).find(({ from, to }) => from < caret && caret <= to)
  if (token === undefined || (token.kind !== 'reference' && token.kind !== 'name')) return []
  if (token.kind === 'reference') {
    if (!token.open && caret === token.to) return []
    const written = text.slice(token.from + 1, caret)
    return ranked(columnNames(schema), written).map((name) => ({
      ...name,
      text: `{${name.text}}`,
      back: 0,
      from: token.from,
      to: token.open ? caret : token.to,
    }))
  }
  const written = text.slice(token.from, caret)
  const functions = Object.values(formulaFunctions).map((found) => ({
    id: `f:${found.name}`,
    title: found.name,
    text: found.params.length === 0 ? `${found.name}()` : `${found.name}()`,
    about: found.description,
    detail: signature(found),
    back: found.params.length === 0 ? 0 : 1,
  }))
  const columns = columnNames(schema).map((name) => ({ ...name, text: `{${name.text}}`, back: 0 }))
  return ranked([...functions, ...columns], written).map((each) => ({ ...each, from: token.from, to: token.to }))
}

interface Name {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly about: string
  readonly detail: string
}

function columnNames(schema: FormulaSchema): Name[] {
  const columns = schema.columns.filter((column) => column.deleted !== true)
  const readable = columns.filter(({ type }) => type !== null)
  // Of several with one title, each is written by its number.
  const isAlone = ({ title }: FormulaColumn): boolean =>
    columns.filter((other) => other.title.trim() === title.trim()).length === 1
  const named = (column: FormulaColumn, before: string, from: string, numbered?: string): Name => ({
    id: `${before}#${column.number}`,
    title: before === '' ? column.title : `${from}: ${column.title}`,
    text: numbered === undefined || isAlone(column) ? `${before}${escapedTitle(column.title)}` : numbered,
    about: from,
    detail: column.type === null ? '' : typeName(column.type),
  })
  const system = systemFields.map(({ title, field, type }) => ({
    id: `s:${field}`,
    title,
    text: title,
    about: 'Every item has it',
    detail: typeName(type),
  }))
  return [
    ...readable.map((column) => named(column, '', 'Column', `#${column.number}`)),
    ...system,
    ...[
      { below: childrenTitle, id: 'children' },
      { below: belowTitle, id: 'below' },
    ].flatMap(({ below, id }) =>
      readable.map((column) => named(column, `${below}.`, below, `#${id}.${column.number}`)),
    ),
    ...columns.flatMap(({ title, boards = [] }) =>
      boards.flatMap((board) =>
        board.columns
          .filter((column) => column.deleted !== true && column.type !== null)
          .map((column) => named(column, `${escapedTitle(title)}.`, title)),
      ),
    ),
  ]
}

/** Those that begin with what was written first, then those that have it anywhere. */
function ranked<N extends { readonly title: string; readonly text: string }>(
  names: readonly N[],
  written: string,
): N[] {
  const wanted = matchingKey(written)
  const place = ({ title, text }: N): number => {
    const keys = [matchingKey(title), matchingKey(text)]
    if (keys.some((key) => key.startsWith(wanted))) return 0
    return keys.some((key) => key.includes(wanted)) ? 1 : 2
  }
  return names
    .map((name) => ({ name, at: place(name) }))
    .filter(({ at }) => at < 2)
    .toSorted((left, right) => left.at - right.at)
    .slice(0, most)
    .map(({ name }) => name)
}
