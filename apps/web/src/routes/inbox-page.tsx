import { scopeOf } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useState } from 'react'
import { BoardEntry, InboxList } from '../features/inbox/index.ts'
import { ItemPanel } from '../features/item/index.ts'
import { inboxPath } from '../shell/inbox.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { itemPath } from '../shell/paths.ts'
import { useGo, useParams } from '../shell/router/router-context.tsx'
import { TransferProvider, type TransferAsk } from '../shell/transfer-context.ts'
import { useUndo } from '../shell/use-undo.ts'
import { useClient } from '../shell/world.tsx'

const TransferDialog = lazy(async () => ({ default: (await import('../features/transfer/index.ts')).TransferDialog }))

/** What concerns the reader, and beside it the item that the open entry is about. */
export function InboxPage() {
  const { entry = null } = useParams()
  const go = useGo()
  const [transfer, setTransfer] = useState<TransferAsk>()
  useUndo(scopeOf('user', useClient().memberId))
  const close = (): void => go(inboxPath())
  return (
    <TransferProvider value={setTransfer}>
      <InboxList
        open={entry}
        onOpen={(next) => go(next === null ? inboxPath() : inboxPath(next.id), { replace: entry !== null })}
        renderHead={(tools) => <PageHeader title={t('Inbox')}>{tools}</PageHeader>}
        renderBeside={(opened, step) => {
          const { item, board } = opened.subject
          if (item === null) return <BoardEntry entry={opened} onClose={close} />
          return (
            <ItemPanel
              key={opened.id}
              boardId={board}
              row={item.row}
              onClose={close}
              onStep={step}
              onOpenRow={(row) => go(row === null ? inboxPath() : itemPath(board, row))}
            />
          )
        }}
      />
      {transfer !== undefined && (
        <Suspense>
          <TransferDialog ask={transfer} onClose={() => setTransfer(undefined)} />
        </Suspense>
      )}
    </TransferProvider>
  )
}
