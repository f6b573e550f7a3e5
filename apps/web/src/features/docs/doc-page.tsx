import './docs.css'
import './comments/comments.css'
import type { ScopeHandle } from '@fulcrum/client'
import { can, docResource } from '@fulcrum/domain'
import type { DocNode } from '@fulcrum/domain/doc-content'
import { Button, Icon, Skeleton } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import type { Editor, JSONContent } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { usePrincipal } from '../../shell/client-context.tsx'
import { usePaper } from '../../shell/paper.ts'
import { copyText } from '../../shell/copy.ts'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { NotHereYet } from '../../shell/not-here-yet.tsx'
import { takeText } from '../../shell/docs-to-come.ts'
import { CommentsPanel } from './comments/comments-panel.tsx'
import type { DocComments } from './comments/use-doc-comments.ts'
import { DocItem } from './doc-item.tsx'
import { DocVersions } from './doc-versions.tsx'
import { DocTitle } from './doc-title.tsx'
import { DocEditor } from './editor/doc-editor.tsx'
import { writeBelow } from './editor/write-below.ts'
import { treeOf } from './markdown.ts'
import type { OpenDoc } from './use-doc-session.ts'

interface DocPageProps {
  readonly docId: string
  readonly handle: ScopeHandle | null
  readonly open: OpenDoc | null
  /** Shows the versions instead of the text. */
  readonly versions: boolean
  readonly onVersions: (shown: boolean) => void
  readonly comments: DocComments
}

/** A doc: its name, and what everybody writes in it. */
export function DocPage({ docId, handle, open, versions, onVersions, comments }: DocPageProps) {
  const principal = usePrincipal()
  const commands = useDocCommands()
  const state = handle?.state ?? null
  const record = state?.record('doc', docId)
  const name = typeof record?.['name'] === 'string' ? record['name'] : ''
  const mayEdit = state !== null && record !== undefined && can(principal, 'doc.edit', docResource(state, docId))
  const status = open?.status
  // What this browser knows stands at once; a doc that it does not know waits for the server.
  const isEmpty = open === null || open.session.doc.store.clients.size === 0
  const isWaiting = open === null || status?.phase === 'loading' || (status?.phase === 'stored' && isEmpty)
  function editorOf({ session, status: now }: OpenDoc) {
    return (
      <DocEditor
        key={session.doc.clientID}
        docId={docId}
        session={session}
        editable={mayEdit && now.refused === null}
        comments={comments}
        onEditor={setEditor}
      />
    )
  }
  usePaper({ make: () => null })
  const [editor, setEditor] = useState<Editor | null>(null)
  useEffect(() => {
    const text = editor === null || !mayEdit ? null : takeText(docId)
    if (text?.content !== undefined && text.content.length > 0) editor?.commands.setContent(text as JSONContent)
  }, [editor, mayEdit, docId])
  const restore = (tree: DocNode): void => {
    // Written as one edit of this person's: others see it come, and undo takes it back.
    editor?.commands.setContent(tree as JSONContent)
    onVersions(false)
  }
  if (versions && open !== null) {
    const now = (): DocNode => treeOf(open.session.doc)
    return (
      <>
        <DocVersions
          docId={docId}
          handle={handle}
          mayEdit={mayEdit && open.status.refused === null}
          now={now}
          onRestore={restore}
          onClose={() => onVersions(false)}
        />
        <div hidden>{editorOf(open)}</div>
      </>
    )
  }
  return (
    <div className="doc-with-comments">
      <div
        className="doc-page"
        role="presentation"
        onMouseDown={(event) => {
          if (editor !== null && writeBelow(editor, event.nativeEvent)) event.preventDefault()
        }}
      >
        <article className="doc-sheet">
          {record === undefined ? (
            <>
              <NotHereYet />
              <Skeleton lines={1} heightPx={40} label={t('Loading the doc')} />
            </>
          ) : (
            <DocTitle
              name={name}
              editable={mayEdit}
              onName={(next) => commands.rename(docId, next)}
              onLeave={() => document.querySelector<HTMLElement>('.doc-text')?.focus()}
            />
          )}
          {record?.['template'] !== undefined && (
            <p className="doc-on-item">
              <Icon name="copy" />
              <span>{t('This is a template: what is made of it later begins with what it says then.')}</span>
            </p>
          )}
          {typeof record?.['itemId'] === 'string' && (
            <DocItem docId={docId} name={name} itemId={record['itemId']} editable={mayEdit} />
          )}
          {open?.status.refused && (
            <div className="doc-refused" role="alert">
              <p>{told(open.status.refused.message)}</p>
              <p>{t('What you wrote since then is only in this browser.')}</p>
              <div className="doc-refused-actions">
                <Button
                  icon="copy"
                  onClick={() => void copyText(document.querySelector<HTMLElement>('.doc-text')?.innerText ?? '')}
                >
                  {t('Copy the text')}
                </Button>
                <Button icon="refresh" onClick={open.startOver}>
                  {t('Show the doc as it is stored')}
                </Button>
              </div>
            </div>
          )}
          {isWaiting ? <Skeleton lines={6} heightPx={18} label={t('Loading the text')} /> : editorOf(open)}
        </article>
      </div>
      <CommentsPanel comments={comments} />
    </div>
  )
}
