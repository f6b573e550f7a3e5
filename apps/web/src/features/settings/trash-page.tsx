import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { Button, EmptyState, Icon, Skeleton, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { useDocs } from '../../shell/doc-list.ts'
import { Failure } from '../../shell/failure.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useClient } from '../../shell/world.tsx'
import { SettingsSection } from './settings-section.tsx'

const daysInTrash = 30
const dayMs = 86_400_000

/** Boards and docs that are put away, each to be taken back. */
export function TrashPage() {
  const tree = useTree()
  const docs = useDocs()
  const commands = useTreeCommands()
  const docCommands = useDocCommands()
  const archived = tree.boards.filter((board) => board.archived)
  const archivedDocs = docs.filter((doc) => doc.archived)
  return (
    <>
      <SettingsSection
        title={t('Archived boards and docs')}
        note={t('Out of the tree, with all that is in them, for as long as you like.')}
      >
        {archived.length + archivedDocs.length === 0 && (
          <EmptyState compact icon="archive" text={t('Nothing is archived.')} />
        )}
        <ul>
          {archived.map((board) => (
            <Line
              key={board.id}
              icon="archive"
              name={board.name}
              note={itemWords(board)}
              button={t('Take out')}
              onPick={() => commands.unarchiveBoard(board.id)}
            />
          ))}
          {archivedDocs.map((doc) => (
            <Line
              key={doc.id}
              icon="doc"
              name={doc.name}
              note={t('Doc')}
              button={doc.mayManage ? t('Take out') : null}
              onPick={() => docCommands.unarchive(doc.id)}
            />
          ))}
        </ul>
      </SettingsSection>
      <SettingsSection
        title={t('Trash')}
        note={t(
          'What is deleted stays here for {daysInTrash} days and can be taken back as it was. Then it goes for good.',
          { daysInTrash },
        )}
      >
        {/* Whatever is put away or taken back changes the tree: then the trash is asked for again. */}
        <Deleted key={[...tree.boards, ...docs].map(({ id }) => id).join()} />
      </SettingsSection>
    </>
  )
}

interface InTrash {
  readonly boards: readonly TreeBoard[]
  readonly docs: readonly TreeDoc[]
}

function Deleted() {
  const client = useClient()
  const { locale } = useAccount()
  const commands = useTreeCommands()
  const docCommands = useDocCommands()
  const [held, setHeld] = useState<InTrash>()
  const [failed, setFailed] = useState<Trouble | null>(null)
  const ask = useCallback(
    () =>
      Promise.all([
        client.query<Pick<InTrash, 'boards'>>('tree.list', { deleted: true }),
        client.query<Pick<InTrash, 'docs'>>('doc.list', { deleted: true }),
      ]).then(
        ([{ boards }, { docs }]) => {
          setFailed(null)
          setHeld({ boards, docs })
        },
        (error: unknown) => setFailed(troubleOf(error)),
      ),
    [client],
  )
  useEffect(() => void ask(), [ask])
  if (failed !== null) {
    const refused = t('The trash is not open to you. Ask an owner of the account to take something back.')
    return <Failure compact trouble={failed} refused={refused} onRetry={ask} />
  }
  if (held === undefined) return <Skeleton lines={2} heightPx={46} label={t('Loading the trash')} />
  const { boards, docs } = held
  if (boards.length + docs.length === 0) return <EmptyState compact icon="trash" text={t('The trash is empty.')} />
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const until = (deletedAt: number | null): string =>
    deletedAt === null ? '' : t(' · goes for good on {count}', { count: day.format(deletedAt + daysInTrash * dayMs) })
  const lines = [
    ...boards.map(({ id, deletedAt, ...board }) => {
      const of = board.template === null ? '' : t(' · of the template “{template}”', { template: board.template })
      const onPick = (): void => {
        commands.restoreBoard(id)
        setHeld({ docs, boards: boards.filter((each) => each.id !== id) })
      }
      const icon: IconName = board.template === null ? 'board' : 'copy'
      return { id, deletedAt, icon, name: board.name, mayRestore: true, note: itemWords(board) + of, onPick }
    }),
    ...docs.map(({ id, deletedAt, name, mayManage }) => {
      const onPick = (): void => {
        docCommands.restore(id)
        setHeld({ boards, docs: docs.filter((each) => each.id !== id) })
      }
      return { id, deletedAt, icon: 'doc' as const, name, mayRestore: mayManage, note: t('Doc'), onPick }
    }),
  ]
  const newestFirst = lines.toSorted((left, right) => (right.deletedAt ?? 0) - (left.deletedAt ?? 0))
  return (
    <ul>
      {newestFirst.map(({ id, deletedAt, icon, name, mayRestore, note, onPick }) => (
        <Line
          key={id}
          icon={icon}
          name={name}
          note={note + until(deletedAt)}
          button={mayRestore ? t('Restore') : null}
          onPick={onPick}
        />
      ))}
    </ul>
  )
}

function itemWords({ itemCount }: Pick<TreeBoard, 'itemCount'>): string {
  return t('{itemCount, plural, one {# item} other {# items}}', { itemCount })
}

interface LineProps {
  readonly icon: IconName
  readonly name: string
  readonly note: string
  /** Null where it is for somebody else to take back. */
  readonly button: string | null
  readonly onPick: () => void
}

function Line({ icon, name, note, button, onPick }: LineProps) {
  return (
    <li className="settings-person">
      <Icon name={icon} />
      <div className="settings-person-words">
        <b>{name}</b>
        <span>{note}</span>
      </div>
      {button !== null && (
        <Button
          size="small"
          aria-label={`${button} ${name}`}
          onClick={({ currentTarget }) => {
            focusBeside(currentTarget)
            onPick()
          }}
        >
          {button}
        </Button>
      )}
    </li>
  )
}

/** The line goes when it is taken back: the focus goes on to the next one, so that several are taken back by keys. */
function focusBeside(button: HTMLElement): void {
  const line = button.closest('li')
  const beside = [line?.nextElementSibling, line?.previousElementSibling].map((each) => each?.querySelector('button'))
  const next = beside.find((each) => each instanceof HTMLElement) ?? document.querySelector('main')
  next?.focus()
}
