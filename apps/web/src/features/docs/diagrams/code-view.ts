import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import { createDrawingPlace } from './drawing.ts'

/** Code, and below code that describes a diagram what it describes. */
export const drawnCode = Extension.create({
  name: 'drawnCode',
  addProseMirrorPlugins: () => [
    new Plugin({ props: { nodeViews: { codeBlock: (node) => viewOf(node), diagram: (node) => viewOf(node) } } }),
  ],
})

function viewOf(first: Node): NodeView {
  const dom = document.createElement('div')
  dom.className = 'doc-code'
  const code = document.createElement('code')
  const block = document.createElement('pre')
  block.append(code)
  const place = createDrawingPlace()
  dom.append(block, place.element)
  const show = (node: Node): void => place.show(isDiagram(node) ? node.textContent : null)
  show(first)
  return {
    dom,
    contentDOM: code,
    update: (node) => {
      if (node.type !== first.type) return false
      show(node)
      return true
    },
    // What is drawn is none of the text.
    ignoreMutation: ({ type, target }) => type !== 'selection' && !block.contains(target),
    stopEvent: ({ target }) => target instanceof globalThis.Node && place.element.contains(target),
    destroy: place.end,
  }
}

function isDiagram({ type, attrs }: Node): boolean {
  return type.name === 'diagram' || attrs['language'] === 'mermaid'
}
