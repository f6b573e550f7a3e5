import { docRoot } from '@fulcrum/domain/doc-content'
import type { DocNode } from '@fulcrum/domain/doc-content'
import { newTextDoc } from '@fulcrum/domain/doc-text'
import * as Y from 'yjs'

/** What a doc says, as plain data. */
export function docTree(doc: Y.Doc): DocNode {
  return { type: 'doc', content: childrenOf(doc.getXmlFragment(docRoot)) }
}

/** The same of a state as it is stored. */
export function treeOfState(state: Uint8Array): DocNode {
  const doc = newTextDoc()
  Y.applyUpdate(doc, state)
  const tree = docTree(doc)
  doc.destroy()
  return tree
}

function childrenOf(parent: Y.XmlFragment | Y.XmlElement): DocNode[] {
  return parent.toArray().flatMap((child: unknown): DocNode[] => {
    if (child instanceof Y.XmlText) return textsOf(child)
    if (!(child instanceof Y.XmlElement)) return []
    const attrs: Record<string, unknown> = child.getAttributes()
    const content = childrenOf(child)
    return [
      {
        type: child.nodeName,
        ...(Object.keys(attrs).length > 0 && { attrs }),
        ...(content.length > 0 && { content }),
      },
    ]
  })
}

function textsOf(text: Y.XmlText): DocNode[] {
  // @NOTE the check of all that is stored lets nothing but text and marks into texts.
  const delta = text.toDelta() as readonly { readonly insert: unknown; readonly attributes?: Record<string, object> }[]
  return delta.flatMap(({ insert, attributes }): DocNode[] => {
    if (typeof insert !== 'string') return []
    const marks = Object.entries(attributes ?? {}).map(([type, attrs]) => ({ type, attrs: { ...attrs } }))
    return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
  })
}
