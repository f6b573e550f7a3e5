import * as Y from 'yjs'
import type { DocAnchor, DocAnchorPlace } from '../comments/anchor.ts'
import { docRoot } from '../content/limits.ts'

/** A place in a doc's text: something that is written in it, and where in that. */
export interface TextPlace {
  readonly type: Y.XmlText | Y.XmlElement | Y.XmlFragment
  readonly index: number
}

/**
 * The places of the words between two. The first keeps to what follows it and the second to what stands before it: what is
 * written at either end is no part of the words, and what is written between them is.
 */
export function anchorBetween(from: TextPlace, to: TextPlace): Pick<DocAnchor, 'from' | 'to'> {
  return { from: anchorPlace(from, 0), to: anchorPlace(to, -1) }
}

function anchorPlace({ type, index }: TextPlace, assoc: 0 | -1): DocAnchorPlace {
  // @NOTE of a relative position Yjs writes these fields and no others.
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(type, index, assoc)) as DocAnchorPlace
}

/** A place of an anchor as Yjs has it. */
export function relativePosition(place: DocAnchorPlace): Y.RelativePosition {
  return Y.createRelativePositionFromJSON(place)
}

/** Where a place is in a doc now; null where the doc has nothing that it names. */
export function textPlaceOf(doc: Y.Doc, place: Y.RelativePosition): TextPlace | null {
  const found = Y.createAbsolutePositionFromRelativePosition(place, doc)
  if (found === null) return null
  const root = doc.getXmlFragment(docRoot)
  // @NOTE a doc holds these three alone, which is checked of all that is stored.
  const isHere = found.type === root || Y.isParentOf(root, found.type._item)
  return isHere ? { type: found.type as TextPlace['type'], index: found.index } : null
}
