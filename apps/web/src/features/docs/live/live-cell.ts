import { Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import type { DocParts } from '../items/doc-parts.ts'
import { LiveCellView } from './live-cell-view.tsx'

/** What a cell of an item says by now, in a line of text: removed as a whole. */
export function liveCell(parts: DocParts) {
  return Node.create<{ readonly parts: DocParts }>({
    name: 'liveCell',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: false,
    addOptions: () => ({ parts }),
    addAttributes: () => ({
      item: { default: null, parseHTML: (element) => element.getAttribute('data-item') },
      column: { default: null, parseHTML: (element) => element.getAttribute('data-column') },
      label: { default: '', parseHTML: (element) => element.textContent ?? '' },
    }),
    parseHTML: () => [{ tag: 'span[data-live-cell][data-item][data-column]' }],
    renderHTML: ({ node }) => [
      'span',
      { 'data-live-cell': '', 'data-item': String(node.attrs['item']), 'data-column': String(node.attrs['column']) },
      String(node.attrs['label']),
    ],
    renderText: ({ node }) => String(node.attrs['label']),
    addNodeView: () =>
      ReactNodeViewRenderer(LiveCellView, {
        as: 'span',
        className: 'doc-cell-place',
        // It is opened by a click, and is none of the words between which the caret goes.
        stopEvent: ({ event }) => event.type === 'mousedown' || event.type === 'click',
        ignoreMutation: () => true,
      }),
  })
}
