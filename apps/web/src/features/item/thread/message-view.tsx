import type { RichText } from '@fulcrum/domain/rich-text'
import { Avatar, type MenuItem } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useClient, useToasts } from '../../../shell/client-context.tsx'
import { later, laterPart } from '../../../shell/later.ts'
import { MenuButton } from '../../../shell/menu-button.tsx'
import { RichComposer } from '../rich/composer.tsx'
import { PlainBody } from '../rich/plain-body.tsx'
import { RichBody } from '../rich/rich-body.tsx'
import { exactTime, shortTime } from '../../../shell/times.ts'
import { useItem } from '../use-item.ts'
import type { Message } from './messages.ts'
import { AddReaction, Reactions } from './reactions.tsx'

const versions = later(() => import('./versions.tsx'))
const Versions = laterPart(versions, (module) => module.Versions)

interface MessageViewProps {
  readonly message: Message
  readonly onReply?: (() => void) | undefined
}

/** One message: who wrote it, what it says, who reacted; its author changes it where it stands. */
export function MessageView({ message, onReply }: MessageViewProps) {
  const { boardId, item, rights, context } = useItem()
  const client = useClient()
  const toasts = useToasts()
  const [editing, setEditing] = useState(false)
  const [showsVersions, setShowsVersions] = useState(false)
  if (message.deleted) return <Trace message={message} />
  const person = message.author === null ? undefined : context.person(message.author)
  const name = person?.name ?? t('Somebody')
  const target = { board: boardId, item: item.id, id: message.id }
  const mayEdit = rights.editUpdate(message.author) && !item.deleted
  // @NOTE a rich text is JSON.
  const edit = async (content: RichText): Promise<boolean> =>
    (await client.run('update.edit', { ...target, content: content as never }).done).ok
  const takeAway = (): void => {
    void client.run('update.delete', target).done.then(({ ok }) => {
      if (!ok) return
      toasts.show({
        text: t('Update taken away'),
        icon: 'trash',
        action: { title: t('Undo'), onSelect: () => void client.run('update.restore', target).done },
      })
    })
  }
  const copyLink = (): void => {
    const link = `${location.href.split('#')[0]}#${anchorOf(message.id)}`
    void navigator.clipboard.writeText(link).then(() => toasts.show({ text: t('Link copied'), icon: 'copy' }))
  }
  const own: MenuItem[] = mayEdit
    ? [
        { id: 'edit', title: t('Edit'), icon: 'edit', onSelect: () => setEditing(true) },
        { id: 'delete', title: t('Take away'), icon: 'trash', danger: true, onSelect: takeAway },
      ]
    : []
  const all: MenuItem[] = [
    { id: 'link', title: t('Copy link'), icon: 'link', onSelect: copyLink },
    ...(message.editedAt === null
      ? []
      : [
          {
            id: 'versions',
            title: t('What it said before'),
            icon: 'history' as const,
            onSelect: () => setShowsVersions(true),
          },
        ]),
  ]
  return (
    <div className="item-update" id={anchorOf(message.id)}>
      <Avatar person={person ?? { id: 'nobody', name }} decorative />
      <div className="fu-grow item-update-main">
        <div className="item-update-head">
          <b>{name}</b>
          <time title={exactTime(message.at)} dateTime={new Date(message.at).toISOString()}>
            {shortTime(message.at, client.now())}
          </time>
          {message.editedAt !== null && (
            <button
              type="button"
              className="item-edited"
              title={t('Edited {exactTime}: see what it said before', { exactTime: exactTime(message.editedAt) })}
              onClick={() => setShowsVersions(true)}
            >
              {t('edited')}
            </button>
          )}
          {message.copied && <span title={t('Written on the item that this one is a copy of')}>{t('copied')}</span>}
          <span className="fu-grow" />
          <span className="item-update-menu">
            {rights.discuss && !item.deleted && <AddReaction message={message} />}
            <MenuButton
              label={t('What to do with this message')}
              align="end"
              sections={[...(own.length > 0 ? [{ items: own }] : []), { items: all }]}
            />
          </span>
        </div>
        {editing ? (
          <EditMessage message={message} onPost={edit} onClose={() => setEditing(false)} />
        ) : message.content === null ? (
          <PlainBody body={message.body} />
        ) : (
          <RichBody text={message.content} onChange={mayEdit ? (text) => void edit(text) : undefined} />
        )}
        {!editing && <Reactions message={message} />}
        {onReply !== undefined && !editing && (
          <button type="button" className="item-link item-reply" onClick={onReply}>
            {t('Reply')}
          </button>
        )}
      </div>
      {showsVersions && <Versions message={message} onClose={() => setShowsVersions(false)} />}
    </div>
  )
}

/** The element of a message, for addresses that lead to it. */
function anchorOf(id: string): string {
  return `update-${id}`
}

interface EditMessageProps {
  readonly message: Message
  readonly onPost: (content: RichText) => Promise<boolean>
  readonly onClose: () => void
}

/** The message as its author changes it. Where somebody else changed it meanwhile, that is said, and nothing typed is lost. */
function EditMessage({ message, onPost, onClose }: EditMessageProps) {
  const [began] = useState(message)
  const hasMoved = message.editedAt !== began.editedAt
  return (
    <RichComposer
      draftKey={`edit:${message.id}`}
      label={t('Edit the message')}
      initial={began.content ?? began.body}
      postTitle={t('Save')}
      autoFocus
      notice={
        hasMoved && (
          <p className="composer-problem" role="status">
            {t('Somebody changed this message meanwhile. Saving keeps yours; theirs stays among its versions.')}
          </p>
        )
      }
      onPost={async (content) => {
        const done = onPost(content)
        onClose()
        return await done
      }}
      onCancel={onClose}
    />
  )
}

/** Where a message was that somebody took away. */
function Trace({ message }: { readonly message: Message }) {
  const { boardId, item, rights, context } = useItem()
  const client = useClient()
  const name = message.author === null ? null : context.personName(message.author)
  return (
    <p className="item-message-gone">
      {name === null ? t('An update was taken away.') : t('An update of {name} was taken away.', { name })}{' '}
      {rights.editUpdate(message.author) && !item.deleted && (
        <button
          type="button"
          className="item-link"
          onClick={() => void client.run('update.restore', { board: boardId, item: item.id, id: message.id }).done}
        >
          {t('Bring it back')}
        </button>
      )}
    </p>
  )
}
