import { scopeOf } from '@fulcrum/domain'
import type { RichText } from '@fulcrum/domain/rich-text'
import { EmptyState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useActions, useClient, useScope } from '../../../shell/client-context.tsx'
import { Composer, RichComposer } from '../rich/composer.tsx'
import { NamesProvider, useNamesIn } from '../rich/names.ts'
import { useItem } from '../use-item.ts'
import { MessageView } from './message-view.tsx'
import { threadsOf } from './messages.ts'

/** Stands in the place of the thread until it is drawn. */
export function ThreadOpening() {
  return (
    <div className="item-tab item-thread">
      <Opening />
    </div>
  )
}

function Opening() {
  return <Skeleton lines={3} heightPx={48} label={t('Opening the thread')} />
}

/** What people say about the item, the oldest first, with a line to answer in. */
export function UpdatesTab() {
  const { board, boardId, item, rights, takenKeys } = useItem()
  const client = useClient()
  const handle = useScope(scopeOf('item', item.id))
  const [replyTo, setReplyTo] = useState<string | null>(null)
  const composer = useRef<HTMLDivElement>(null)
  const thread = useRef<HTMLDivElement>(null)
  const [posted, setPosted] = useState<string | null>(null)
  const state = handle?.state ?? null
  const version = state?.version
  // The state is changed in place: its version, and what is pending on it, say when.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const messages = useMemo(() => (state === null ? [] : threadsOf(state)), [state, version, handle])
  const names = useNamesIn(messages.flatMap(({ body, replies }) => [body, ...replies.map((reply) => reply.body)]))
  const post = async (content: RichText, parent: string | null): Promise<boolean> => {
    // @NOTE a rich text is JSON.
    const id = client.newId()
    const args = { board: boardId, item: item.id, id, content: content as never }
    const { done } = client.run('update.post', parent === null ? args : { ...args, parent })
    setReplyTo(null)
    if (parent === null) setPosted(id)
    return (await done).ok
  }
  // What one has just written stands at the end of a thread that may be long.
  const isPosted = posted !== null && messages.some(({ id }) => id === posted)
  useLayoutEffect(() => {
    if (isPosted) thread.current?.querySelector(`[data-message="${posted}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [isPosted, posted])
  const mayWrite = rights.discuss && !item.deleted && board.exists(item.row)
  useActions(
    mayWrite
      ? [
          {
            id: 'item.write',
            title: t('Write an update'),
            section: t('Item'),
            icon: 'chat',
            ...(takenKeys.includes('M') ? {} : { shortcut: 'M' }),
            run: () => {
              const field = composer.current?.querySelector<HTMLElement>('button.composer-closed, [role=textbox]')
              field?.focus()
              field?.click()
            },
          },
        ]
      : [],
  )
  const isGone = handle?.phase === 'gone'
  const isOpening = handle === null || (state === null && !isGone)
  return (
    <NamesProvider value={names}>
      <div ref={thread} className="item-tab item-thread">
        {isOpening && <Opening />}
        {isGone && (
          <NoPermissionState
            compact
            text={t('The thread of this item is not shared with you. Ask an owner of its board.')}
          />
        )}
        {!isOpening && !isGone && messages.length === 0 && (
          <EmptyState
            compact
            icon="chat"
            text={t('Nobody has written here yet. Questions, decisions and news about the item belong here.')}
          />
        )}
        {messages.map((message) => (
          <article key={message.id} className="item-message" data-message={message.id}>
            <MessageView message={message} onReply={mayWrite ? () => setReplyTo(message.id) : undefined} />
            {(message.replies.length > 0 || replyTo === message.id) && (
              <div className="item-replies">
                {message.replies.map((reply) => (
                  <MessageView key={reply.id} message={reply} />
                ))}
                {replyTo === message.id && (
                  <RichComposer
                    draftKey={`${item.id}:${message.id}`}
                    label={t('Reply')}
                    autoFocus
                    onPost={(content) => post(content, message.id)}
                    onCancel={() => setReplyTo(null)}
                  />
                )}
              </div>
            )}
          </article>
        ))}
      </div>
      {mayWrite && (
        <div className="item-composer" ref={composer}>
          <Composer
            draftKey={item.id}
            label={t('Write an update, @ to mention, / for blocks')}
            onPost={(content) => post(content, null)}
          />
        </div>
      )}
    </NamesProvider>
  )
}
