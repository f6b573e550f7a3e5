import { maxContextLength, maxQuoteLength } from '@fulcrum/domain/doc-comments'
import type { DocAnchor } from '@fulcrum/domain/doc-comments'
import { anchorBetween, relativePosition, textPlaceOf } from '@fulcrum/domain/doc-text'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { docOf, placeAt, positionOf } from '../editor/places.ts'

/** Where words stand in the editor now. */
export interface WordRange {
  readonly from: number
  readonly to: number
}

/** Words that somebody has chosen to say something of. */
export interface PickedWords extends WordRange {
  readonly anchor: DocAnchor
  readonly quote: string
}

/** The words that are selected; null where there are none. */
export function pickWords(state: EditorState): PickedWords | null {
  const doc = docOf(state)
  const words = withoutSpace(state)
  if (doc === null || words === null) return null
  const { from, to } = words
  const places = [from, to].map((position) => {
    const place = placeAt(state, position)
    return place === null ? null : textPlaceOf(doc, place)
  })
  const [start, end] = places
  if (!start || !end) return null
  const before = blockText(state.doc.resolve(from).parent)
  const after = blockText(state.doc.resolve(to).parent)
  const anchor = {
    ...anchorBetween(start, end),
    before: contextBefore(before.text, before.at(state.doc.resolve(from).parentOffset)),
    after: contextAfter(after.text, after.at(state.doc.resolve(to).parentOffset)),
  }
  const quote = state.doc.textBetween(from, to, '\n', nameOf)
  return { from, to, anchor, quote: storable(quote.slice(0, maxQuoteLength)).trim() }
}

/** The selection without the space at its ends; null where it is nothing else. */
function withoutSpace(state: EditorState): WordRange | null {
  let { from, to } = state.selection
  const isSpace = (at: number): boolean => state.doc.textBetween(at, at + 1, '\n', nameOf).trim() === ''
  while (from < to && isSpace(from)) from += 1
  while (from < to && isSpace(to - 1)) to -= 1
  return from < to ? { from, to } : null
}

/** Where the words of an anchor are now; null where none of them is left. */
export function rangeOf(state: EditorState, anchor: DocAnchor, quote: string): WordRange | null {
  const from = positionOf(state, relativePosition(anchor.from))
  const to = positionOf(state, relativePosition(anchor.to))
  if (from === null || to === null || from < 0 || to > state.doc.content.size || from >= to) return null
  const left = state.doc.textBetween(from, to, '\n', nameOf).trim()
  return left === '' || isRemnant(state.doc, { from, to }, { left, quote, anchor }) ? null : { from, to }
}

/**
 * Whether what is left of words is a piece of another word. The shared document is told of an edit by comparing texts: of "index is"
 * without its first word it keeps the first "i", and takes the one of "is" away.
 */
function isRemnant(
  doc: Node,
  { from, to }: WordRange,
  { left, quote, anchor }: { readonly left: string; readonly quote: string; readonly anchor: DocAnchor },
): boolean {
  if (left.length >= quote.length || /\s/u.test(left)) return false
  const isLetter = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign)
  const grew = (was: string, sign: string): boolean => !isLetter(was) && isLetter(sign)
  const { size } = doc.content
  return (
    grew(anchor.after.slice(0, 1), doc.textBetween(to, Math.min(size, to + 1), '\n')) ||
    grew(anchor.before.slice(-1), doc.textBetween(Math.max(0, from - 1), from, '\n'))
  )
}

/**
 * Where words that were taken away stand again, as after an undo, a cut and paste, or another version: between the same words as
 * before, and nowhere else.
 */
export function findAgain(doc: Node, quote: string, { before, after }: DocAnchor): WordRange | null {
  // Nothing stands everywhere.
  if (quote === '') return null
  const found: WordRange[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const { text, positionAt } = blockText(node)
    for (let at = text.indexOf(quote); at >= 0 && found.length < 2; at = text.indexOf(quote, at + 1)) {
      const end = at + quote.length
      const isSame = contextBefore(text, at) === before && contextAfter(text, end) === after
      if (isSame) found.push({ from: position + 1 + positionAt(at), to: position + 1 + positionAt(end) })
    }
    return false
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

function contextBefore(text: string, at: number): string {
  return storable(text.slice(0, at).slice(-maxContextLength))
}

function contextAfter(text: string, at: number): string {
  return storable(text.slice(at).slice(0, maxContextLength))
}

/** A text of the same length that the database can hold: a cut may leave half of a surrogate pair. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** What a block says, names of mentions among it, and how far its signs are from its beginning. */
function blockText(block: Node) {
  let text = ''
  const parts: { readonly from: number; readonly at: number; readonly node: Node }[] = []
  block.forEach((node, offset) => {
    parts.push({ from: offset, at: text.length, node })
    text += node.isText ? (node.text ?? '') : nameOf(node)
  })
  return {
    text: storable(text),
    /** The sign at an offset of the editor. */
    at: (offset: number): number => {
      const part = parts.findLast(({ from }) => from < offset)
      if (!part) return 0
      return part.node.isText ? part.at + offset - part.from : part.at + nameOf(part.node).length
    },
    /** The offset in the editor of a sign. */
    positionAt: (sign: number): number => {
      const part = parts.findLast(({ at }) => at < sign)
      if (!part) return 0
      return part.node.isText ? part.from + sign - part.at : part.from + part.node.nodeSize
    },
  }
}

/** What a node within a text is called in a quotation. */
function nameOf(node: Node): string {
  return node.type.name === 'mention' ? `@${String(node.attrs['label'])}` : node.type.name === 'hardBreak' ? ' ' : ''
}
