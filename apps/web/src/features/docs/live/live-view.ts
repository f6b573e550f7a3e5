import { Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import type { DocParts } from '../items/doc-parts.ts'
import { LiveViewView } from './live-view-view.tsx'

/** The first items of a view of a board as they are by now, in a block of its own. */
export function liveView(parts: DocParts) {
  return Node.create<{ readonly parts: DocParts }>({
    name: 'liveView',
    group: 'block',
    atom: true,
    draggable: true,
    addOptions: () => ({ parts }),
    addAttributes: () => ({
      board: { default: null, parseHTML: (element) => element.getAttribute('data-board') },
      view: { default: null, parseHTML: (element) => element.getAttribute('data-view') },
      label: { default: '', parseHTML: (element) => element.textContent ?? '' },
    }),
    parseHTML: () => [{ tag: 'div[data-live-view][data-board]' }],
    renderHTML: ({ node }) => [
      'div',
      { 'data-live-view': '', 'data-board': String(node.attrs['board']), 'data-view': node.attrs['view'] as unknown },
      String(node.attrs['label']),
    ],
    renderText: ({ node }) => String(node.attrs['label']),
    addNodeView: () =>
      ReactNodeViewRenderer(LiveViewView, {
        // What is clicked in it is a link; elsewhere it is chosen as a whole.
        stopEvent: ({ event }) =>
          event.type === 'click' && event.target instanceof Element && event.target.closest('a') !== null,
        ignoreMutation: () => true,
      }),
  })
}
