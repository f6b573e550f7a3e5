import type { DocThread } from '@fulcrum/domain/doc-comments'
import { Button, EmptyState, IconButton, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { SidePanel } from '@fulcrum/ui/side-panel'
import { useEffect, useState } from 'react'
import { useNarrow } from '../../../shell/use-narrow.ts'
import { CommentBox } from './comment-box.tsx'
import type { MarkPlaces } from './comment-marks.ts'
import { ThreadCard, threadElement } from './thread-card.tsx'
import type { DocComments, Draft } from './use-doc-comments.ts'

/** What is said of the words of a doc, beside the text; over it where the window is narrow. */
export function CommentsPanel({ comments }: { readonly comments: DocComments }) {
  const isNarrow = useNarrow()
  const { shown, onShown } = comments
  if (!shown) return null
  if (isNarrow) {
    return (
      <SidePanel open modal label={t('Comments')} onClose={() => onShown(false)}>
        <div className="doc-comments">
          <Threads comments={comments} />
        </div>
      </SidePanel>
    )
  }
  return (
    <aside
      className="doc-comments doc-comments-beside"
      aria-label={t('Comments')}
      onKeyDown={(event) => {
        // Where nothing is being written, the way back is to the text.
        if (event.key === 'Escape') comments.backToText()
      }}
    >
      <Threads comments={comments} />
    </aside>
  )
}

function Threads({ comments }: { readonly comments: DocComments }) {
  const { threads, places, draft, active, focused, mayComment, mayManage, deeds, kept, onShown } = comments
  const [showsResolved, setShowsResolved] = useState(false)
  const isResolved = threads?.find(({ id }) => id === active)?.resolved === true
  useEffect(() => {
    if (focused === null) return
    const card = document.getElementById(threadElement(focused.thread))
    card?.scrollIntoView({ block: 'nearest' })
    card?.focus()
  }, [focused])
  const open = inOrder(threads ?? [], places).filter(({ id, resolved }) => !resolved || showsResolved || id === active)
  const resolvedCount = (threads ?? []).filter(({ resolved }) => resolved).length
  return (
    <>
      <div className="doc-comments-head">
        <h2>{t('Comments')}</h2>
        {resolvedCount > 0 && (
          <Button
            size="small"
            variant="plain"
            pressed={showsResolved || isResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {t('Resolved ({count})', { count: resolvedCount })}
          </Button>
        )}
        <IconButton icon="x" size="small" label={t('Close comments')} onClick={() => onShown(false)} />
      </div>
      {draft !== null && (
        <div className="doc-thread" data-active>
          <p className="doc-thread-quote">
            <span>{draft.quote}</span>
          </p>
          <CommentBox
            key={draftName(draft)}
            kept={kept}
            name={draftName(draft)}
            label={t('Comment')}
            button={t('Comment')}
            // What was refused comes back while something else may be written.
            autoFocus={!draft.refused}
            onSay={comments.begin}
            onRefused={() => comments.takeUp(draft)}
            onShut={comments.giveUp}
          />
        </div>
      )}
      {threads === null && <Skeleton lines={4} heightPx={18} label={t('Loading the comments')} />}
      {threads !== null && open.length === 0 && draft === null && (
        <EmptyState
          compact
          icon="chat"
          text={
            mayComment
              ? t('Select words in the text, then press Mod Alt M to say something of them.')
              : t('Nothing is said of this doc yet.')
          }
        />
      )}
      <ul className="doc-threads">
        {open.map((thread) => (
          <ThreadCard
            key={thread.id}
            thread={thread}
            gone={places.get(thread.id) === null}
            active={thread.id === active}
            mayComment={mayComment}
            mayManage={mayManage}
            deeds={deeds}
            kept={kept}
            onActive={() => comments.look(thread.id)}
            onShow={() => comments.show(thread.id)}
          />
        ))}
      </ul>
    </>
  )
}

/** The name of what is half written of words: the same when they are picked again. */
function draftName({ anchor: { from, to } }: Draft): string {
  return `words ${JSON.stringify([from, to])}`
}

/** Threads in the order of their words; those whose words are gone come last, as they began. */
function inOrder(threads: readonly DocThread[], places: MarkPlaces): readonly DocThread[] {
  const at = ({ id }: DocThread): number => places.get(id)?.from ?? Number.POSITIVE_INFINITY
  return threads.toSorted((left, right) => (at(left) === at(right) ? 0 : at(left) - at(right)))
}
