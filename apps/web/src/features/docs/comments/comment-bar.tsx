import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import type { DocComments } from './use-doc-comments.ts'

/** At the selection of a text that is only read: what whoever may comment can do with it. */
export function CommentBar({ editor, comments }: { readonly editor: Editor; readonly comments: DocComments }) {
  const { from, empty } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ from: now.state.selection.from, empty: now.state.selection.empty }),
  })
  if (empty || !comments.mayComment || comments.draft !== null) return null
  const box = editor.view.coordsAtPos(from)
  const place = { top: Math.max(8, box.top - 44), left: Math.max(8, Math.min(box.left, innerWidth - 180)) }
  return (
    <div
      className="doc-toolbar"
      role="toolbar"
      aria-label={t('Selected words')}
      style={place}
      // The selection stays where it is.
      onPointerDown={(event) => event.preventDefault()}
    >
      <Button size="small" variant="plain" icon="chat" shortcut="Mod Alt M" onClick={comments.marks.comment}>
        {t('Comment')}
      </Button>
    </div>
  )
}
