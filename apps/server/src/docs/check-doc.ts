import { DomainError } from '@fulcrum/domain'
import { docMark, docNode, docRoot, maxDocDepth } from '@fulcrum/domain/doc-content'
import type { DocContent, DocReference } from '@fulcrum/domain/doc-content'
import * as Y from 'yjs'

type Parent = Y.XmlElement | Y.XmlFragment | Y.XmlText

/**
 * Looks at everything that is in a doc beyond a state: whether each node, attribute, mark and place is one that docs have. Gives
 * what it names outside of the doc; refuses it with a DomainError.
 *
 * Each thing is judged by itself and by what it stands in, which never changes in Yjs. So what is good in two updates is good in
 * any merge of them, on whichever node they met.
 */
export function checkAdded(doc: Y.Doc, before: ReadonlyMap<number, number>): readonly DocReference[] {
  for (const name of doc.share.keys()) if (name !== docRoot) throw refused(`a part named "${name.slice(0, 40)}"`)
  const found: DocReference[] = []
  for (const [client, structs] of doc.store.clients) {
    const from = before.get(client) ?? 0
    const first = structs[structs.length - 1]
    if (!first || first.id.clock + first.length <= from) continue
    // A struct that was cut in two or merged may begin before: it is looked at again.
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const struct = structs[at]
      if (struct instanceof Y.Item && !struct.deleted) checkItem(struct, found)
    }
  }
  return found
}

function checkItem(item: Y.Item, found: DocReference[]): void {
  const parent = item.parent as unknown
  if (!isParent(parent)) throw refused('something that is no text')
  if (item.parentSub !== null) return checkAttribute(item, parent, found)
  const { content } = item
  if (parent instanceof Y.XmlText) return checkText(content)
  if (!(content instanceof Y.ContentType)) throw refused('something that is no text')
  const type: unknown = content.type
  const holds = contentOf(parent)
  if (type instanceof Y.XmlText) {
    if (holds !== 'inline' && holds !== 'text') throw refused(`text in "${nameOf(parent)}"`)
    return
  }
  if (!(type instanceof Y.XmlElement)) throw refused('something that is no text')
  const kind = docNode(type.nodeName)
  if (!kind) throw refused(`a node "${type.nodeName.slice(0, 40)}"`)
  if (!kind.within.includes(holds)) throw refused(`a node "${kind.name}" in "${nameOf(parent)}"`)
  if (depthOf(type) > maxDocDepth) throw refused(`nodes that stand more than ${maxDocDepth} deep in each other`)
}

function checkAttribute(item: Y.Item, parent: Parent, found: DocReference[]): void {
  const name = String(item.parentSub)
  const kind = parent instanceof Y.XmlElement ? docNode(parent.nodeName) : undefined
  const schema = kind && Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined
  const value: unknown = item.content instanceof Y.ContentAny ? item.content.arr[0] : undefined
  if (!kind || !schema || item.length !== 1 || !schema.safeParse(value).success) {
    throw refused(`an attribute "${name.slice(0, 40)}" of "${nameOf(parent)}"`)
  }
  if (kind.references && parent instanceof Y.XmlElement) {
    found.push(...kind.references(parent.getAttributes() as Record<string, unknown>))
  }
}

function checkText(content: Y.Item['content']): void {
  if (content instanceof Y.ContentString) return
  if (!(content instanceof Y.ContentFormat)) throw refused('something in a text that is no text')
  const { key, value } = content as { readonly key: string; readonly value: unknown }
  if (value === null) return
  const mark = docMark(key)
  if (!mark || typeof value !== 'object') throw refused(`a mark "${key.slice(0, 40)}"`)
  for (const [name, given] of Object.entries(value)) {
    if (given === null) continue
    const schema = Object.hasOwn(mark.attributes, name) ? mark.attributes[name] : undefined
    if (!schema?.safeParse(given).success) throw refused(`an attribute "${name.slice(0, 40)}" of "${key}"`)
  }
}

function isParent(parent: unknown): parent is Parent {
  return parent instanceof Y.XmlText || parent instanceof Y.XmlElement || parent instanceof Y.XmlFragment
}

/** The root holds blocks, as a block that holds others does. */
function contentOf(parent: Parent): DocContent {
  return parent instanceof Y.XmlElement ? (docNode(parent.nodeName)?.holds ?? 'nothing') : 'blocks'
}

function nameOf(parent: Parent): string {
  return parent instanceof Y.XmlElement ? parent.nodeName.slice(0, 40) : 'the doc'
}

function depthOf(type: Y.XmlElement): number {
  let depth = 0
  for (let at: unknown = type; at instanceof Y.XmlElement && depth <= maxDocDepth; at = at.parent) depth += 1
  return depth
}

function refused(what: string): DomainError {
  return new DomainError('invalid', `A doc cannot hold ${what}. Nothing of this edit was stored.`, {
    reason: 'doc-content',
  })
}
