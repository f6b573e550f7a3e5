import { Node } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { goToNextCell, tableEditing, addRowAfter } from '@tiptap/pm/tables'

const cellAttributes = () => ({
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null },
})

/** A cell that is merged with others says over how many it goes. */
function spans(attrs: { readonly [name: string]: unknown }) {
  const { colspan, rowspan } = attrs
  return {
    ...(typeof colspan === 'number' && colspan > 1 && { colspan: String(colspan) }),
    ...(typeof rowspan === 'number' && rowspan > 1 && { rowspan: String(rowspan) }),
  }
}

const table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'doc-table' }, ['table', ['tbody', 0]]],
  extendNodeSchema: (extension) => ({ tableRole: extension.name === 'table' ? 'table' : roles[extension.name] }),
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    return {
      Tab: ({ editor }) => {
        if (!editor.isActive('table')) return false
        if (goToNextCell(1)(editor.state, editor.view.dispatch)) return true
        if (!addRowAfter(editor.state, editor.view.dispatch)) return false
        return goToNextCell(1)(editor.state, editor.view.dispatch)
      },
      'Shift-Tab': ({ editor }) => editor.isActive('table') && goToNextCell(-1)(editor.state, editor.view.dispatch),
    }
  },
})

const roles: Readonly<Record<string, string>> = { tableRow: 'row', tableCell: 'cell', tableHeader: 'header_cell' }

const tableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

const tableHeader = Node.create({
  name: 'tableHeader',
  content: 'block+',
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ node }) => ['th', spans(node.attrs), 0],
})

const tableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ node }) => ['td', spans(node.attrs), 0],
})

export const tableNodes = [table, tableRow, tableHeader, tableCell]

/** Puts a table of three columns at the caret, and the caret into its first cell. */
export function insertTable(editor: Editor): void {
  const cell = (type: string) => ({ type, content: [{ type: 'paragraph' }] })
  const row = (type: string) => ({ type: 'tableRow', content: [cell(type), cell(type), cell(type)] })
  const { from } = editor.state.selection
  editor
    .chain()
    .focus()
    .insertContent({ type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] })
    .command(({ tr }) => {
      let first: number | null = null
      tr.doc.nodesBetween(Math.max(0, from - 2), tr.doc.content.size, (node, at) => {
        if (first === null && node.type.name === 'tableHeader') first = at
        return first === null
      })
      if (first !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(first + 1)))
      return true
    })
    .run()
}
