import { scopeOf } from '@fulcrum/domain'
import type { AboutKind } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { byAbout } from '@fulcrum/protocol'
import { BoardEntry, DocEntry, InboxList, muteKey } from '../features/inbox/index.ts'
import { ItemPanel } from '../features/item/index.ts'
import { inboxPath } from '../shell/inbox.ts'
import { PageHeader } from '../shell/page-header.tsx'
import { itemPath } from '../shell/paths.ts'
import { useGo, useParams } from '../shell/router/router-context.tsx'
import { TransferProvider, type TransferAsk } from '../shell/transfer-context.ts'
import { useUndo } from '../shell/use-undo.ts'
import { useClient } from '../shell/world.tsx'

const TransferDialog = lazy(async () => ({ default: (await import('../features/transfer/index.ts')).TransferDialog }))

/** What concerns the reader, and beside it what the open entry is about. */
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
        renderBeside={(opened, step) =>
          byAbout<AboutKind, ReactNode>(
            {
              item: ({ board, row }) => (
                <ItemPanel
                  key={opened.id}
                  boardId={board.id}
                  row={row}
                  onClose={close}
                  onStep={step}
                  takenKeys={[muteKey]}
                  onOpenRow={(next) => go(next === null ? inboxPath() : itemPath(board.id, next))}
                />
              ),
              board: (about) => <BoardEntry key={opened.id} about={about} onClose={close} />,
              doc: (about) => <DocEntry key={opened.id} entry={opened} about={about} onClose={close} />,
            },
            opened.subject.about,
          )
        }
      />
      {transfer !== undefined && (
        <Suspense>
          <TransferDialog ask={transfer} onClose={() => setTransfer(undefined)} />
        </Suspense>
      )}
    </TransferProvider>
  )
}
