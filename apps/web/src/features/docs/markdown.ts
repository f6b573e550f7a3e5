import { docRoot, toMarkdown } from '@fulcrum/domain/doc-content'
import type { DocNode } from '@fulcrum/domain/doc-content'
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import type { KnownPlaces } from './places/known-places.ts'
import { withPlaceNames } from './places/name-places.ts'

/** What a doc says, as plain data. */
export function treeOf(doc: Y.Doc): DocNode {
  // @NOTE a doc holds only nodes of the closed set, which this shape describes.
  return yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(docRoot)) as DocNode
}

/** A doc as Markdown, under its name; what it names is called as this reader knows it. */
export function markdownOf(name: string, doc: Y.Doc, places: Pick<KnownPlaces, 'nameOf'>): string {
  return `# ${name}\n\n${toMarkdown(withPlaceNames(treeOf(doc), places))}`
}
