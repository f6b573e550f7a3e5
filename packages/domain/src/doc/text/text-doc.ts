import * as Y from 'yjs'
import { docRoot } from '../content/index.ts'

/**
 * An empty doc, as everybody who keeps one has to make it: pages, the server, and what is made again of stored updates.
 *
 * Yjs takes marks away that what came from others made needless, wherever it comes. That is an edit of its own, by nobody: whoever
 * does not hear of it sees other marks than those who do, once more comes. Nobody tidies here, so that what a doc shows is a
 * function of its updates, in whatever order and in how many steps they came. Marks taken away by somebody's own edit are part of
 * that edit.
 */
export function newTextDoc(): Y.Doc {
  const doc = new Y.Doc()
  // The root's type is ours to say: an update does not carry it.
  doc.getXmlFragment(docRoot)
  doc.on('afterTransaction', (transaction) => {
    transaction._needFormattingCleanup = false
  })
  return doc
}
