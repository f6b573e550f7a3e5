import { t } from '@fulcrum/ui/messages'
import { TaskItem } from '@tiptap/extension-list'
import type { DocParts } from '../items/doc-parts.ts'

/** An entry of a checklist, with a button behind it that makes an item of it. */
export function entryWithButton({ onMakeItem }: DocParts) {
  return TaskItem.extend({
    addNodeView() {
      const draw = this.parent?.() ?? null
      if (draw === null) return null
      return (props) => {
        const view = draw(props)
        const button = document.createElement('button')
        button.type = 'button'
        button.className = 'doc-make-item'
        button.contentEditable = 'false'
        // By keys it is reached as everything of a text is: by its own shortcut.
        button.tabIndex = -1
        button.title = t('Make an item of this')
        button.ariaLabel = t('Make an item of this')
        button.append(plus())
        button.addEventListener('pointerdown', (event) => event.preventDefault())
        button.addEventListener('click', () => {
          const position = props.getPos()
          if (position !== undefined) onMakeItem(position)
        })
        // @NOTE what draws an entry gives its element as it is in the page.
        const { dom } = view as { readonly dom: HTMLElement }
        dom.append(button)
        return view
      }
    },
  }).configure({ nested: true })
}

function plus(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  // A board with a sign that something is added to it.
  line.setAttribute(
    'd',
    'M9 3H3.5A1.5 1.5 0 0 0 2 4.5v7A1.5 1.5 0 0 0 3.5 13h9a1.5 1.5 0 0 0 1.5-1.5V9M13 2v5M10.5 4.5h5',
  )
  svg.append(line)
  return svg
}
