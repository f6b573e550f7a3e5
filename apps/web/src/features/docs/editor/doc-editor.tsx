import './doc-editor.css'
import './chip.css'
import '../items/item-chip.css'
import '../places/place-chip.css'
import type { DocSession } from '@fulcrum/client/docs'
import { docRoot } from '@fulcrum/domain/doc-content'
import { Collaboration } from '@tiptap/extension-collaboration'
import type { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { EditorContent, useEditor } from '@tiptap/react'
import { lazy, Suspense, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useAccount, useClient, useToasts } from '../../../shell/client-context.tsx'
import { useGo } from '../../../shell/router/router-context.tsx'
import { sayError } from '../../../shell/http.ts'
import { safeHtml } from '../../../shell/safe-html.ts'
import { drawnCode } from '../diagrams/code-view.ts'
import { t } from '@fulcrum/ui/messages'
import { CommentBar } from '../comments/comment-bar.tsx'
import type { DocComments } from '../comments/use-doc-comments.ts'
import { createDocParts } from '../items/doc-parts.ts'
import { useMakeItems } from '../items/use-make-items.tsx'
import { useKnownPlaces } from '../places/use-known-places.ts'
import { ChoiceList } from './choice-list.tsx'
import { createPeople, cursorExtension, cursorsOf } from './cursors.ts'
import { heardSelection } from './heard-selection.ts'
import { insertDoc, markdownOn, readPasted } from './paste-markdown.ts'
import { usePictures } from './pictures.ts'
import { docNodes } from './nodes.ts'
import { Toolbar } from './toolbar.tsx'
import { useChoices } from './use-choices.ts'

const LiveCellDialog = lazy(async () => ({ default: (await import('../live/live-cell-dialog.tsx')).LiveCellDialog }))
const LiveViewDialog = lazy(async () => ({ default: (await import('../live/live-view-dialog.tsx')).LiveViewDialog }))

interface DocEditorProps {
  readonly docId: string
  readonly session: DocSession
  readonly editable: boolean
  readonly comments: DocComments
  /** Gets the editor while it stands. */
  readonly onEditor: (editor: Editor | null) => void
}

/** The text of a doc, as everybody writes it at once. */
export function DocEditor({ docId, session, editable, comments, onEditor }: DocEditorProps) {
  const { members } = useAccount()
  const [people] = useState(createPeople)
  useEffect(() => people.know(members), [people, members])
  const listId = useId()
  const onKey = useRef<(event: KeyboardEvent) => boolean>(() => false)
  const standing = useRef<Editor | null>(null)
  const editorNow = useCallback(() => standing.current, [])
  const client = useClient()
  const go = useGo()
  const [parts] = useState(() => createDocParts(client.query))
  useEffect(() => parts.begin(), [parts])
  useKnownPlaces(parts.places)
  const making = useMakeItems(editorNow, parts.items)
  const makeOfSelection = useRef(making.makeOfSelection)
  useEffect(() => {
    parts.know({ go, onMakeItem: making.makeOf })
    makeOfSelection.current = making.makeOfSelection
  })
  const extensions = useMemo(() => {
    const cursors = cursorsOf(session, people.of)
    return [
      ...docNodes(parts),
      drawnCode,
      Collaboration.configure({ fragment: session.doc.getXmlFragment(docRoot) }),
      cursorExtension(cursors),
      comments.marks.extension,
      heardSelection(session.doc),
    ]
  }, [session, people, parts, comments.marks])
  const pictures = usePictures(docId, editorNow)
  const [live, setLive] = useState<'cell' | 'view' | null>(null)
  const takePictures = useRef(pictures.take)
  useEffect(() => {
    takePictures.current = pictures.take
  })
  const toasts = useToasts()
  /** The keys that paste words as they are are down. */
  const asWritten = useRef(false)
  const takeIn = (text: string): void => {
    void readPasted(text).then(
      (doc) => {
        const taker = writable(standing.current)
        if (taker !== null) insertDoc(taker, doc)
      },
      (error: unknown) => {
        const taker = writable(standing.current)
        if (taker === null) return
        taker.view.pasteText(text)
        toasts.show({
          text: t('{why} The words went in as they are.', { why: sayError(error) }),
          icon: 'warning',
          tone: 'danger',
        })
      },
    )
  }
  const takeMarkdown = useRef(takeIn)
  useEffect(() => {
    takeMarkdown.current = takeIn
  })
  const editor = useEditor(
    {
      extensions,
      editable,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: 'doc-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('Text of the doc'),
        },
        handleKeyDown: (_view, event) => {
          asWritten.current = event.shiftKey && event.key.toLowerCase() === 'v'
          if (event.key === 'Enter' && event.shiftKey && (event.ctrlKey || event.metaKey)) {
            makeOfSelection.current()
            return true
          }
          return onKey.current(event)
        },
        // Before the editor reads what was pasted: nothing that it is made of gets to read HTML as it came.
        handleDOMEvents: {
          paste: (view, event) => {
            const taken =
              takePictures.current(event.clipboardData?.files ?? []) ||
              (!asWritten.current && pasteMarkdown(view, event, takeMarkdown.current)) ||
              pasteSafely(view, event)
            if (taken) event.preventDefault()
            return taken
          },
        },
        transformPastedHTML: safeHtml,
        handleDrop: (_view, event, _slice, moved) => !moved && takePictures.current(event.dataTransfer?.files ?? []),
        handleClick: (_view, _position, event) => {
          const link = event.target instanceof Element ? event.target.closest('a[href]') : null
          if (link === null || !(event.ctrlKey || event.metaKey || !editable)) return false
          window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer')
          return true
        },
      },
    },
    [extensions],
  )
  useEffect(() => {
    editor.setEditable(editable)
  }, [editor, editable])
  useEffect(() => {
    standing.current = editor
    onEditor(editor)
    return () => onEditor(null)
  }, [editor, onEditor])
  const {
    from,
    choices,
    active,
    pick,
    onKey: onChoiceKey,
  } = useChoices(editor, {
    pickPicture: pictures.pick,
    makeItem: making.makeOfSelection,
    showCell: () => setLive('cell'),
    showView: () => setLive('view'),
  })
  useEffect(() => {
    onKey.current = onChoiceKey
  })
  return (
    <>
      <EditorContent editor={editor} />
      <Toolbar
        editor={editor}
        onMakeItem={making.makeOfSelection}
        onComment={comments.mayComment ? comments.marks.comment : null}
      />
      {!editable && <CommentBar editor={editor} comments={comments} />}
      {making.dialog}
      {live !== null && (
        <Suspense>
          {live === 'cell' && <LiveCellDialog editor={editor} onClose={() => setLive(null)} />}
          {live === 'view' && <LiveViewDialog editor={editor} onClose={() => setLive(null)} />}
        </Suspense>
      )}
      {from !== null && choices.length > 0 && (
        <ChoiceList
          id={listId}
          label={t('Insert')}
          choices={choices}
          active={active}
          at={editor.view.coordsAtPos(from)}
          onPick={pick}
        />
      )}
    </>
  )
}

/** The editor while it takes words; reading may last until it does no more. */
function writable(editor: Editor | null): Editor | null {
  return editor === null || editor.isDestroyed || !editor.isEditable ? null : editor
}

/** In code the signs of Markdown are code. */
function pasteMarkdown(view: EditorView, event: ClipboardEvent, take: (text: string) => void): boolean {
  const text = view.editable && !isInCode(view) ? markdownOn(event.clipboardData) : null
  if (text !== null) take(text)
  return text !== null
}

function isInCode(view: EditorView): boolean {
  return view.state.selection.$from.parent.type.spec.code === true
}

/** Into code, and where there is no HTML, the plain words go. */
function pasteSafely(view: EditorView, event: ClipboardEvent): boolean {
  const html = event.clipboardData?.getData('text/html') ?? ''
  if (html === '' || !view.editable || (isInCode(view) && event.clipboardData?.getData('text/plain') !== ''))
    return false
  return view.pasteHTML(safeHtml(html), event)
}
