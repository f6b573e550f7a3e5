import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Doc } from 'yjs'

/**
 * Lets the editor know what is selected on the page before anything else happens to it. A browser moves the selection at once and
 * says so a moment later; whatever is drawn in between (a cursor of somebody else, their words, a mark) would put it back, and a
 * key would act on what was selected before.
 */
export function heardSelection(doc: Doc) {
  let view: EditorView | null = null
  /** The editor itself changes the shared document, from within a change of its own. */
  let changing = 0

  function hear(): void {
    if (view === null || changing > 0) return
    const heard = unheard(view)
    if (heard !== null) view.dispatch(view.state.tr.setSelection(heard))
  }

  /** What only has things drawn anew takes the selection along. */
  function withSelection(tr: Transaction): Transaction {
    const heard =
      view === null || tr.docChanged || tr.selectionSet || tr.before !== view.state.doc ? null : unheard(view)
    return heard === null ? tr : tr.setSelection(heard)
  }

  const plugin = new Plugin({
    props: {
      handleDOMEvents: {
        keydown: () => {
          hear()
          return false
        },
      },
    },
    view: (made) => {
      view = made
      doc.on('beforeAllTransactions', hear)
      return {
        destroy: () => {
          doc.off('beforeAllTransactions', hear)
          // Another editor may have taken its place before this one goes.
          if (view === made) view = null
        },
      }
    },
  })

  return Extension.create({
    name: 'heardSelection',
    // Before whatever ties the editor to the shared document: that remembers the selection when somebody's words come.
    priority: 2_000,
    addProseMirrorPlugins: () => [plugin],
    dispatchTransaction: ({ transaction, next }) => {
      changing++
      try {
        next(withSelection(transaction))
      } finally {
        changing--
      }
    },
  })
}

/** What is selected on the page, where the editor does not know of it yet; positions in its text. */
function unheard(view: EditorView): TextSelection | null {
  const { anchorNode = null, focusNode = null, anchorOffset = 0, focusOffset = 0 } = getSelection() ?? {}
  const { doc, selection } = view.state
  if (view.composing || (view.editable && !view.hasFocus()) || !(selection instanceof TextSelection)) return null
  if (anchorNode === null || focusNode === null) return null
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return null
  const [anchor, head] = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)]
  if (anchor === selection.anchor && head === selection.head) return null
  const heard = TextSelection.between(doc.resolve(anchor), doc.resolve(head))
  return heard instanceof TextSelection && !heard.eq(selection) ? heard : null
}
