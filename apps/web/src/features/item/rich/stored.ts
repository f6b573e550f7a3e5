import {
  isSafeAddress,
  richMarks,
  richNodeKind,
  type RichMark,
  type RichNode,
  type RichText,
} from '@fulcrum/domain/rich-text'
import type { Json } from '@fulcrum/domain'
import { plainParts } from './plain-parts.ts'

/** What an editor gives: nodes of its own schema, with attributes that are no affair of ours. */
export interface EditorNode {
  readonly type?: string
  readonly attrs?: { readonly [name: string]: unknown } | undefined
  readonly content?: readonly EditorNode[] | undefined
  readonly text?: string | undefined
  readonly marks?:
    readonly { readonly type: string; readonly attrs?: { readonly [name: string]: unknown } }[] | undefined
}

/** What an editor holds, as it is stored: only what the closed set knows, without empty paragraphs around it. */
export function toStored(doc: EditorNode): RichText {
  const content = (doc.content ?? []).flatMap(storedNode)
  const first = content.findIndex((node) => !isEmptyParagraph(node))
  const last = content.findLastIndex((node) => !isEmptyParagraph(node))
  return { type: 'doc', content: first < 0 ? [] : content.slice(first, last + 1) }
}

/** A message that is plain text, for an editor: its lines, with names, code and addresses as such. */
export function fromPlain(body: string): RichText {
  const lines = body.split('\n').map((line): RichNode => {
    const content = plainParts(line).map((part): RichNode => {
      if (part.kind === 'mention') return { type: 'mention', attrs: { noun: part.noun, id: part.id } }
      if (part.kind === 'code') return { type: 'text', text: part.text, marks: [{ type: 'code' }] }
      if (part.kind === 'link' && isSafeAddress(part.text)) {
        return { type: 'text', text: part.text, marks: [{ type: 'link', attrs: { href: part.text } }] }
      }
      return { type: 'text', text: part.text }
    })
    return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content }
  })
  return { type: 'doc', content: lines }
}

function storedNode(node: EditorNode): RichNode[] {
  if (node.type === 'text') {
    if (node.text === undefined || node.text === '') return []
    const marks = (node.marks ?? []).flatMap(storedMark)
    return [{ type: 'text', text: node.text, ...(marks.length > 0 && { marks }) }]
  }
  const kind = richNodeKind(node.type ?? '')
  if (!kind) return []
  const inside = kind.holds === null ? [] : (node.content ?? []).flatMap(storedNode)
  if (kind.needsContent === true && inside.length === 0) return []
  const content =
    kind.holds === 'text' ? inside.flatMap(({ text }) => (text === undefined ? [] : [{ type: 'text', text }])) : inside
  const attrs = known(kind.attrs, node.attrs)
  return [{ type: kind.type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) }]
}

function storedMark({ type, attrs }: NonNullable<EditorNode['marks']>[number]): RichMark[] {
  const kind = richMarks.find((each) => each.type === type)
  if (!kind) return []
  const kept = known(kind.attrs, attrs)
  if (kind.attrs !== undefined && kept === null) return []
  return [{ type: kind.type, ...(kept && { attrs: kept }) }]
}

/** The attributes that the closed set knows, those that may be so. */
function known(
  kinds: { readonly [name: string]: (value: unknown) => Json | undefined } | undefined,
  attrs: EditorNode['attrs'],
): { readonly [name: string]: Json } | null {
  const kept = Object.entries(kinds ?? {}).flatMap(([name, read]): [string, Json][] => {
    const given = attrs?.[name]
    const value = read(name === 'language' && typeof given === 'string' ? given.toLowerCase() : given)
    return value === undefined || value === null ? [] : [[name, value]]
  })
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

function isEmptyParagraph({ type, content = [] }: RichNode): boolean {
  return type === 'paragraph' && content.every(({ type: inner, text }) => inner === 'hardBreak' || text?.trim() === '')
}
