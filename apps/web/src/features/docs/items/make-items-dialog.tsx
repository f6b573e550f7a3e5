import './make-items.css'
import { scopeOf } from '@fulcrum/domain'
import { Button, IconButton, Select } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { boardsToAddTo } from '../../../shell/may-add-items.ts'
import { itemPath } from '../../../shell/paths.ts'
import { boardsAmong, useRecents } from '../../../shell/recents.ts'
import { useGo } from '../../../shell/router/router-context.tsx'
import { useTree } from '../../../shell/tree-context.tsx'
import { useNewItemBoard } from '../../../shell/use-new-item-board.ts'
import { useStored } from '../../../shell/use-stored.ts'
import { useClient, useClientStatus, useToasts } from '../../../shell/world.tsx'
import { makeItems, unnameItems, type MadeItem, type PlacedEntry } from './make-items.ts'

interface MakeItemsDialogProps {
  readonly entries: readonly PlacedEntry[]
  /** Entries among those that were chosen of which there are items. */
  readonly known: number
  readonly editor: () => Editor | null
  readonly onClose: () => void
}

/** Makes items of lines of a doc, on the board of the last one. */
export function MakeItemsDialog({ entries: given, known, editor, onClose }: MakeItemsDialogProps) {
  const client = useClient()
  const toasts = useToasts()
  const go = useGo()
  const online = useClientStatus().link.state === 'online'
  const boards = boardsToAddTo(useTree().boards)
  const recent = boardsAmong(useRecents())[0]?.board
  const [kept, keep] = useStored<string | null>(`fulcrum.new-item.${client.memberId}`, null)
  const chosen = [kept, recent].find((id) => boards.some((board) => board.id === id)) ?? boards[0]?.id
  const { board, error } = useNewItemBoard(chosen)
  const [entries, setEntries] = useState(given)
  const [group, setGroup] = useState<string>()
  const [making, setMaking] = useState(false)
  const groupNumber = board?.groups.find(({ number }) => String(number) === group)?.number ?? board?.groups[0]?.number
  /** It was asked for before the board was known. */
  const [wanted, setWanted] = useState(false)
  const mayMake = online && !making && boards.length > 0 && board?.groups.length !== 0

  const make = (): void => {
    if (!mayMake) return
    setWanted(board === null)
    if (board === null || groupNumber === undefined) return
    keep(board.id)
    setMaking(true)
    const { id, prefix } = board
    void makeItems(client, editor, { board: id, prefix, group: groupNumber }, entries).then(({ made, named }) => {
      onClose()
      // What is refused is told with its reason already.
      if (made.length > 0) say(id, made, named)
    })
  }

  /** What is on its way cannot be called back; without a connection it goes on once there is one, and nobody waits for that. */
  const close = (): void => {
    if (!making || !online) onClose()
  }

  const say = (boardId: string, made: readonly MadeItem[], named: number): void => {
    const name = boards.find(({ id }) => id === boardId)?.name ?? ''
    const [first] = made
    if (first === undefined) return
    const take = (): void => {
      const ids = made.map(({ id }) => id)
      const taker = editor()
      if (taker !== null) unnameItems(taker, ids)
      void client.run('item.delete', { board: boardId, rows: ids }, { from: scopeOf('account', client.accountId) })
    }
    const isWhole = named === made.length
    toasts.show({
      text: isWhole
        ? t('{count, plural, one {Made on {name}} other {# items made on {name}}}', { count: made.length, name })
        : t(
            '{count, plural, one {Made on {name}, but the doc does not name it.} other {# items made on {name}, but the doc names {named, plural, =0 {none} other {only #}} of them.}}',
            { count: made.length, name, named },
          ),
      icon: isWhole ? 'check' : 'warning',
      action:
        made.length === 1
          ? { title: t('Open'), onSelect: () => go(itemPath(boardId, first.row)) }
          : { title: t('Undo'), onSelect: take },
    })
  }

  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect
    if (wanted && board !== null) make()
  })

  return (
    <Dialog
      open
      title={entries.length === 1 && given.length === 1 ? t('Make an item of this') : t('Make items of these lines')}
      onClose={close}
      onSubmit={make}
      footer={
        <>
          <Button onClick={close}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" autoFocus busy={making} disabled={!mayMake && !making}>
            {making
              ? t('Making…')
              : entries.length > 1
                ? t('Make {count} items', { count: entries.length })
                : t('Make item')}
          </Button>
        </>
      }
    >
      {boards.length === 0 ? (
        <p>{t('There is no board yet on which an item could stand.')}</p>
      ) : (
        <div className="doc-make-items">
          <ul aria-label={t('What becomes an item')}>
            {entries.map((entry, index) => (
              <li key={index}>
                <span className="fu-truncate fu-grow">{entry.title}</span>
                {entries.length > 1 && (
                  <IconButton
                    icon="x"
                    size="small"
                    label={t('Leave out {title}', { title: entry.title })}
                    onClick={() => setEntries(entries.filter((_, at) => at !== index))}
                  />
                )}
              </li>
            ))}
          </ul>
          {known > 0 && (
            <p className="doc-make-note">
              {t('{known, plural, one {One line has its item already.} other {# lines have their items already.}}', {
                known,
              })}
            </p>
          )}
          <div className="doc-make-place">
            <Select
              label={t('Board')}
              options={boards.map(({ id, name }) => ({ id, title: name }))}
              value={chosen}
              onChange={(id) => {
                keep(id)
                setGroup(undefined)
                setWanted(false)
              }}
            />
            {board !== null && board.groups.length > 1 && (
              <Select
                label={t('Group')}
                options={board.groups.map(({ number, title: name }) => ({ id: String(number), title: name }))}
                value={String(groupNumber)}
                onChange={setGroup}
              />
            )}
          </div>
          {board !== null && board.groups.length === 0 && (
            <p role="alert">{t('This board has no group yet: add one there.')}</p>
          )}
          {!online && <p role="status">{t('Making items needs a connection. It goes on once there is one.')}</p>}
          {error !== null && <p role="alert">{error.text}</p>}
        </div>
      )}
    </Dialog>
  )
}
