import type { DocNode } from '@fulcrum/domain/doc-content'
import type { KnownPlaces } from './known-places.ts'

/** What stands in a text of a doc or a board that it names. Its name is asked for by each reader, so that none is told to whom it is not shared. */
export function placeLabel(kind: 'doc' | 'board'): string {
  return kind
}

/** A text with the names that this reader knows in the place of what stands for docs and boards. */
export function withPlaceNames(node: DocNode, places: Pick<KnownPlaces, 'nameOf'>): DocNode {
  const kind = node.type === 'mention' ? node.attrs?.['kind'] : undefined
  if (kind === 'doc' || kind === 'board') {
    const label = places.nameOf(kind, String(node.attrs?.['id'])) ?? placeLabel(kind)
    return { ...node, attrs: { ...node.attrs, label } }
  }
  return node.content === undefined
    ? node
    : { ...node, content: node.content.map((each) => withPlaceNames(each, places)) }
}
