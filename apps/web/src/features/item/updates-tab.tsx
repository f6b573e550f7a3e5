import { scopeOf } from '@fulcrum/domain'
import type { Fields } from '@fulcrum/domain'
import { Avatar, Button, EmptyState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { useState } from 'react'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useClient, useScope } from '../../shell/client-context.tsx'
import { Composer } from './composer.tsx'
import { bodyParts, toTyped } from './mentions.ts'
import { exactTime, shortTime } from './times.ts'
import { useItem } from './use-item.ts'

interface Message {
  readonly id: string
  readonly author: string | null
  readonly body: string
  readonly at: number
  readonly edited: boolean
  readonly copied: boolean
  readonly deleted: boolean
  readonly replies: readonly Message[]
}

/** What people say about the item, the oldest first, with a line to answer in. */
export function UpdatesTab() {
  const { board, boardId, item, rights } = useItem()
  const client = useClient()
  const handle = useScope(scopeOf('item', item.id))
  const [replyTo, setReplyTo] = useState<string | null>(null)
  const state = handle?.state ?? null
  const messages = state === null ? [] : threads([...state.records('update')])
  const post = (body: string, parent: string | null): void => {
    const args = { board: boardId, item: item.id, id: client.newId(), body }
    void client.run('update.post', parent === null ? args : { ...args, parent }).done
    setReplyTo(null)
  }
  const isOpening = handle === null || (state === null && handle.phase !== 'gone')
  return (
    <>
      <div className="item-tab item-thread">
        {isOpening && <Skeleton lines={3} heightPx={48} label="Opening the thread" />}
        {handle?.phase === 'gone' && (
          <NoPermissionState compact text="The thread of this item is not shared with you." />
        )}
        {!isOpening && handle?.phase !== 'gone' && messages.length === 0 && (
          <EmptyState
            compact
            icon="chat"
            text="Nobody has written here yet. Questions, decisions and news about the item belong here."
          />
        )}
        {messages.map((message) => (
          <article key={message.id} className="item-message">
            <OneMessage message={message} />
            {message.replies.length > 0 && (
              <div className="item-replies">
                {message.replies.map((reply) => (
                  <OneMessage key={reply.id} message={reply} />
                ))}
              </div>
            )}
            {rights.discuss &&
              (replyTo === message.id ? (
                <div className="item-replies">
                  <Composer
                    draftKey={`${item.id}:${message.id}`}
                    label="Reply"
                    autoFocus
                    onPost={(body) => post(body, message.id)}
                    onCancel={() => setReplyTo(null)}
                  />
                </div>
              ) : (
                <button type="button" className="item-link item-reply" onClick={() => setReplyTo(message.id)}>
                  Reply
                </button>
              ))}
          </article>
        ))}
      </div>
      {rights.discuss && !item.deleted && board.exists(item.row) && (
        <div className="item-composer">
          <Composer draftKey={item.id} label="Write an update, @ to mention" onPost={(body) => post(body, null)} />
        </div>
      )}
    </>
  )
}

function OneMessage({ message }: { readonly message: Message }) {
  const { boardId, item, rights, context } = useItem()
  const client = useClient()
  const [editing, setEditing] = useState(false)
  const person = message.author === null ? undefined : context.person(message.author)
  const name = person?.name ?? 'Somebody'
  const target = { board: boardId, item: item.id, id: message.id }
  if (message.deleted) return <p className="item-message-gone">A message was taken away.</p>
  return (
    <div className="item-update">
      <Avatar person={person ?? { id: 'nobody', name }} decorative />
      <div className="fu-grow">
        <div className="item-update-head">
          <b>{name}</b>
          <time title={exactTime(message.at)} dateTime={new Date(message.at).toISOString()}>
            {shortTime(message.at, client.now())}
          </time>
          {message.edited && <span>edited</span>}
          {message.copied && <span title="Written on the item that this one is a copy of">copied</span>}
          <span className="fu-grow" />
          {rights.editUpdate(message.author) && (
            <span className="item-update-menu">
              <MenuButton
                label="What to do with this message"
                align="end"
                sections={[
                  {
                    items: [
                      { id: 'edit', title: 'Edit', icon: 'edit', onSelect: () => setEditing(true) },
                      {
                        id: 'delete',
                        title: 'Take away',
                        icon: 'trash',
                        danger: true,
                        onSelect: () => void client.run('update.delete', target).done,
                      },
                    ],
                  },
                ]}
              />
            </span>
          )}
        </div>
        {editing ? (
          <Composer
            draftKey={`edit:${message.id}`}
            label="Edit the message"
            initial={toTyped(message.body, context.personName)}
            postTitle="Save"
            autoFocus
            onPost={(body) => {
              setEditing(false)
              if (body !== message.body) void client.run('update.edit', { ...target, body }).done
            }}
            onCancel={() => setEditing(false)}
          />
        ) : (
          <Body body={message.body} />
        )}
      </div>
    </div>
  )
}

/** A message's words: mentions, code and addresses stand out. Drawn from text; nothing in it is markup. */
function Body({ body }: { readonly body: string }) {
  const { context } = useItem()
  const [whole, setWhole] = useState(false)
  const long = body.length > 4_000 && !whole
  const parts = bodyParts(long ? `${body.slice(0, 3_500)}…` : body, context.personName)
  return (
    <>
      <p className="item-body">
        {parts.map((part, at) => {
          if (part.kind === 'code') return <code key={at}>{part.text}</code>
          if (part.kind === 'mention')
            return (
              <span key={at} className="item-mention">
                {part.text}
              </span>
            )
          if (part.kind === 'text') return part.text
          return (
            <a key={at} href={part.text} target="_blank" rel="noreferrer noopener">
              {part.text}
            </a>
          )
        })}
      </p>
      {long && (
        <Button size="small" onClick={() => setWhole(true)}>
          Show all of it
        </Button>
      )}
    </>
  )
}

/** Messages in their order, replies below what they answer. */
function threads(records: readonly (readonly [string, Fields])[]): Message[] {
  const toMessage = ([id, fields]: readonly [string, Fields], replies: readonly Message[]): Message => ({
    id,
    author: typeof fields['authorId'] === 'string' ? fields['authorId'] : null,
    body: String(fields['body'] ?? ''),
    at: Number(fields['at'] ?? 0),
    edited: fields['editedAt'] !== undefined,
    copied: fields['copiedFrom'] !== undefined,
    deleted: fields['deletedAt'] !== undefined,
    replies,
  })
  const byTime = (left: Message, right: Message): number => left.at - right.at || (left.id < right.id ? -1 : 1)
  const repliesOf = (parent: string): Message[] =>
    records
      .filter(([, fields]) => fields['parentId'] === parent)
      .map((record) => toMessage(record, []))
      .filter(({ deleted }) => !deleted)
      .sort(byTime)
  return records
    .filter(([, fields]) => fields['parentId'] === undefined)
    .map((record) => toMessage(record, repliesOf(record[0])))
    .filter(({ deleted, replies }) => !deleted || replies.length > 0)
    .sort(byTime)
}
