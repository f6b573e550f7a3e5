import type { DocComment, DocThread } from '@fulcrum/domain/doc-comments'
import { Avatar, Icon, IconButton, type MenuItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, useClient, useMe } from '../../../shell/client-context.tsx'
import { MenuButton } from '../../../shell/menu-button.tsx'
import { exactTime, shortTime } from '../../../shell/times.ts'
import { CommentBox } from './comment-box.tsx'
import { commentParts, toTyped, type Named } from './comment-words.ts'
import type { HalfWritten } from './half-written.ts'
import type { ThreadDeeds } from './use-thread-deeds.ts'

interface ThreadCardProps {
  readonly thread: DocThread
  /** Its words are in the text no more. */
  readonly gone: boolean
  readonly active: boolean
  readonly mayComment: boolean
  /** Takes away what others say as well. */
  readonly mayManage: boolean
  readonly deeds: ThreadDeeds
  readonly kept: HalfWritten
  /** It is looked at. */
  readonly onActive: () => void
  /** Its words are to be shown in the text. */
  readonly onShow: () => void
}

/** What is said of some words, from the first to the last. */
export function ThreadCard(props: ThreadCardProps) {
  const { thread, gone, active, mayComment, mayManage, deeds, kept, onActive, onShow } = props
  const { id, quote, resolved, resolvedBy, comments } = thread
  const nameOf = useNameOf()
  return (
    <li
      className="doc-thread"
      id={threadElement(id)}
      tabIndex={-1}
      data-active={active || undefined}
      data-resolved={resolved || undefined}
      aria-label={t('Comments on “{quote}”', { quote: quote.slice(0, 80) })}
      // What is pressed stays where it is until it is let go: the thread that was looked at before gets shorter.
      onClick={onActive}
      onFocus={({ target }) => {
        if (target.matches(':focus-visible')) onActive()
      }}
    >
      <div className="doc-thread-head">
        <button
          type="button"
          className="doc-thread-quote"
          disabled={gone}
          title={t('Show in the text')}
          onClick={onShow}
        >
          <span>{quote}</span>
        </button>
        {mayComment && (
          <IconButton
            icon={resolved ? 'undo' : 'check'}
            size="small"
            label={resolved ? t('Open again') : t('Resolve')}
            onClick={() => deeds.resolve(id, !resolved)}
          />
        )}
      </div>
      {gone && (
        <p className="doc-thread-note">
          <Icon name="info" size={14} />
          {t('These words are in the text no more.')}
        </p>
      )}
      {resolved && (
        <p className="doc-thread-note">
          <Icon name="check" size={14} />
          {resolvedBy === null ? t('Resolved') : t('Resolved by {name}', { name: nameOf('member', resolvedBy) })}
        </p>
      )}
      {comments.map((comment) => (
        <OneComment key={comment.id} comment={comment} {...{ mayComment, mayManage, deeds, kept, nameOf }} />
      ))}
      {mayComment && active && (
        <CommentBox
          label={t('Reply')}
          button={t('Reply')}
          kept={kept}
          name={`reply ${id}`}
          onSay={(body) => deeds.reply(id, body)}
        />
      )}
    </li>
  )
}

interface OneCommentProps extends Pick<ThreadCardProps, 'mayComment' | 'mayManage' | 'deeds' | 'kept'> {
  readonly comment: DocComment
  readonly nameOf: (kind: Named['kind'], id: string) => string
}

function OneComment({ comment, mayComment, mayManage, deeds, kept, nameOf }: OneCommentProps) {
  const { id, author, body, at, edited, deleted } = comment
  const { members } = useAccount()
  const client = useClient()
  const me = useMe()
  const edit = `edit ${id}`
  const [editing, setEditing] = useState(() => kept.get(edit) !== undefined)
  if (deleted) return <p className="doc-thread-note">{t('This comment was taken away.')}</p>
  const isMine = author === me.id
  const person = members.find((member) => member.id === author) ?? { id: 'nobody', name: t('Somebody') }
  const items: MenuItem[] = []
  if (mayComment && isMine) {
    items.push({ id: 'edit', title: t('Edit'), icon: 'edit', onSelect: () => setEditing(true) })
  }
  if (mayComment && (isMine || mayManage)) {
    items.push({ id: 'delete', title: t('Take away'), icon: 'trash', danger: true, onSelect: () => deeds.remove(id) })
  }
  return (
    <div className="doc-comment">
      <Avatar person={person} size="small" decorative />
      <div className="doc-comment-main">
        <div className="doc-comment-head">
          <b>{person.name}</b>
          <time title={exactTime(at)} dateTime={new Date(at).toISOString()}>
            {shortTime(at, client.now())}
          </time>
          {edited && <span>{t('edited')}</span>}
          {items.length > 0 && !editing && <MenuButton label={t('Comment menu')} align="end" sections={[{ items }]} />}
        </div>
        {editing ? (
          <CommentBox
            label={t('Comment')}
            button={t('Save')}
            autoFocus
            initial={toTyped(body, nameOf)}
            kept={kept}
            name={edit}
            onShut={() => setEditing(false)}
            onRefused={() => setEditing(true)}
            onSay={(next) => {
              setEditing(false)
              return deeds.edit(id, next)
            }}
          />
        ) : (
          <p className="doc-comment-body">
            {commentParts(body).map((part, index) =>
              part.is === 'words' ? (
                part.text
              ) : (
                // @NOTE parts have no ids; they never change places.
                // oxlint-disable-next-line react/no-array-index-key
                <span key={index} className="doc-mention">{`@${nameOf(part.is, part.id)}`}</span>
              ),
            )}
          </p>
        )}
      </div>
    </div>
  )
}

/** The id of the card of a thread. */
export function threadElement(thread: string): string {
  return `thread-${thread}`
}

function useNameOf(): (kind: Named['kind'], id: string) => string {
  const { members, teams } = useAccount()
  return (kind, id) => {
    const found = kind === 'team' ? teams.find((team) => team.id === id) : members.find((member) => member.id === id)
    return found?.name ?? (kind === 'team' ? t('a team') : t('Somebody'))
  }
}
