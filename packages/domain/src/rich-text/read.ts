import type { Json } from '../json.ts'
import { fail, ok } from '../errors.ts'
import type { Result } from '../errors.ts'
import { maxRichDepth, maxRichFiles, maxRichJson, maxRichLength } from './limits.ts'
import type { ReadAttr, RichMark, RichNode, RichPlace, RichText } from './node.ts'
import { richMarks } from './nodes/blocks.ts'
import { richNodeKind } from './nodes/all.ts'
import { richWords } from './words.ts'

type Fields = { readonly [key: string]: unknown }

/**
 * Reads a text that comes from outside. What is not of the closed set is refused, whole: an unknown type, attribute or key, a piece
 * where it may not stand, an address that could run something. Says what is wrong and where.
 */
export function readRichText(value: unknown): Result<RichText> {
  try {
    const { type, content, ...more } = fieldsOf(value, 'The text')
    if (type !== 'doc') return fail('A text is of the type "doc".')
    refuseMore(more, 'The text')
    const blocks = readContent(content, 'block', 1)
    const text: RichText = { type: 'doc', content: blocks }
    if (JSON.stringify(text).length > maxRichJson) return fail(tooLong)
    const words = richWords(text)
    if (words.trim() === '') return fail('Write something first.')
    if (words.length > maxRichLength) return fail(tooLong)
    if (countFiles(text) > maxRichFiles) return fail(`A text holds at most ${maxRichFiles} files.`)
    return ok(text)
  } catch (error) {
    if (error instanceof Wrong) return fail(error.message)
    throw error
  }
}

const tooLong = 'That is too long: at most 100,000 characters. Attach it as a file instead.'

class Wrong extends Error {}

function readContent(value: unknown, place: RichPlace, depth: number): readonly RichNode[] {
  if (depth > maxRichDepth) throw new Wrong('This text is nested too deep.')
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Wrong('The content of a piece is a list.')
  return value.map((each) => readNode(each, place, depth))
}

function readNode(value: unknown, place: RichPlace, depth: number): RichNode {
  const { type, ...fields } = fieldsOf(value, 'A piece')
  if (type === 'text') return readWords(fields, place)
  const kind = typeof type === 'string' ? richNodeKind(type) : undefined
  if (!kind) throw new Wrong(`There is no piece of the type ${quoted(type)}.`)
  if (kind.place !== place) throw new Wrong(`A piece of the type "${kind.type}" may not stand there.`)
  const { attrs, content, ...more } = fields
  refuseMore(more, `A piece of the type "${kind.type}"`)
  const inside = kind.holds === null ? noContent(content, kind.type) : readContent(content, kind.holds, depth + 1)
  if (kind.needsContent && inside.length === 0) throw new Wrong(`A piece of the type "${kind.type}" may not be empty.`)
  const read = readAttrs(attrs, kind.attrs ?? {}, kind.type)
  return { type: kind.type, ...(read && { attrs: read }), ...(inside.length > 0 && { content: inside }) }
}

/** Words, with marks where these may be. */
function readWords({ text, marks, ...more }: Fields, place: RichPlace): RichNode {
  if (place !== 'inline' && place !== 'text') throw new Wrong('Words may not stand there.')
  refuseMore(more, 'Words')
  if (typeof text !== 'string' || text === '') throw new Wrong('Words are a text that is not empty.')
  if (marks === undefined || (Array.isArray(marks) && marks.length === 0)) return { type: 'text', text }
  if (!Array.isArray(marks) || place === 'text') throw new Wrong('Words may not stand out there.')
  const read = marks.map(readMark)
  if (new Set(read.map(({ type }) => type)).size < read.length) throw new Wrong('Words stand out once in each way.')
  return { type: 'text', text, marks: read }
}

function readMark(value: unknown): RichMark {
  const { type, attrs, ...more } = fieldsOf(value, 'A mark')
  const kind = richMarks.find((each) => each.type === type)
  if (!kind) throw new Wrong(`There is no mark of the type ${quoted(type)}.`)
  refuseMore(more, `A mark of the type "${kind.type}"`)
  const read = readAttrs(attrs, kind.attrs ?? {}, kind.type)
  return { type: kind.type, ...(read && { attrs: read }) }
}

function readAttrs(
  value: unknown,
  known: { readonly [name: string]: ReadAttr },
  type: string,
): { readonly [name: string]: Json } | null {
  const fields = value === undefined ? {} : fieldsOf(value, `The attributes of "${type}"`)
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(known, name)) throw new Wrong(`"${type}" has no attribute ${quoted(name)}.`)
  }
  const found = Object.entries(known).flatMap(([name, read]): [string, Json][] => {
    const kept = read(Object.hasOwn(fields, name) ? fields[name] : undefined)
    if (kept === undefined) throw new Wrong(`The attribute "${name}" of "${type}" may not be that.`)
    return kept === null ? [] : [[name, kept]]
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

function noContent(content: unknown, type: string): readonly RichNode[] {
  if (content === undefined) return []
  throw new Wrong(`A piece of the type "${type}" holds nothing.`)
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Wrong(`${what} is an object.`)
  // @NOTE what is an object and no list has its values by name.
  return value as Fields
}

function refuseMore(more: Fields, what: string): void {
  const [key] = Object.keys(more)
  if (key !== undefined) throw new Wrong(`${what} has no ${quoted(key)}.`)
}

function quoted(value: unknown): string {
  return `"${String(typeof value === 'string' ? value : typeof value).slice(0, 40)}"`
}

function countFiles(node: RichNode): number {
  const own = richNodeKind(node.type)?.file ? 1 : 0
  return (node.content ?? []).reduce((sum, each) => sum + countFiles(each), own)
}
