import { docRoot, toMarkdown } from '@fulcrum/domain/doc-content'
import type { DocNode } from '@fulcrum/domain/doc-content'
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

/** What a doc says, as plain data. */
export function treeOf(doc: Y.Doc): DocNode {
  // @NOTE a doc holds only nodes of the closed set, which this shape describes.
  return yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(docRoot)) as DocNode
}

/** A doc as Markdown, under its name. */
export function markdownOf(name: string, doc: Y.Doc): string {
  return `# ${name}\n\n${toMarkdown(treeOf(doc))}`
}
