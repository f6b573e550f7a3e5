import { can, scopeOf } from '@fulcrum/domain'
import type { TreeBoard, TreeDoc } from '@fulcrum/protocol'
import { EmptyState, Skeleton, type IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { useDocCommands } from '../../shell/doc-commands.ts'
import { useDocs } from '../../shell/doc-list.ts'
import { Failure } from '../../shell/failure.tsx'
import { useTree } from '../../shell/tree-context.tsx'
import { useTreeCommands } from '../../shell/tree-commands.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useScope } from '../../shell/use-scope.ts'
import { useClient } from '../../shell/world.tsx'
import { goneFolders, goneTeams } from './gone-records.ts'
import { SettingsSection } from './settings-section.tsx'
import { TrashLine } from './trash-line.tsx'

const daysInTrash = 30
const dayMs = 86_400_000
/** Of a workspace so many of its boards and docs are named. */
const named = 4

/** Workspaces, folders, boards, docs and teams in the trash. */
export function TreeTrash() {
  const tree = useTree()
  const docs = useDocs()
  const { goneWorkspaces } = useAccount()
  // Whatever is put away or taken back changes the tree: then the trash is asked for again.
  const stands = [...tree.boards, ...docs, ...goneWorkspaces].map(({ id }) => id).join()
  return (
    <SettingsSection
      title={t('Trash')}
      note={t(
        'What is deleted stays here for {daysInTrash} days and can be taken back as it was. Then it goes for good.',
        { daysInTrash },
      )}
    >
      <Deleted key={stands} />
    </SettingsSection>
  )
}

interface InTrash {
  readonly boards: readonly TreeBoard[]
  readonly docs: readonly TreeDoc[]
  /** In workspaces that are in the trash. */
  readonly under: { readonly boards: readonly TreeBoard[]; readonly docs: readonly TreeDoc[] }
}

function Deleted() {
  const client = useClient()
  const [held, setHeld] = useState<InTrash>()
  const [failed, setFailed] = useState<Trouble | null>(null)
  const ask = useCallback(() => {
    const both = async (args: { readonly deleted: true } | { readonly inDeletedWorkspaces: true }) => {
      const [{ boards }, { docs }] = await Promise.all([
        client.query<Pick<InTrash, 'boards'>>('tree.list', args),
        client.query<Pick<InTrash, 'docs'>>('doc.list', args),
      ])
      return { boards, docs }
    }
    return Promise.all([both({ deleted: true }), both({ inDeletedWorkspaces: true })]).then(
      ([alone, under]) => {
        setFailed(null)
        setHeld({ ...alone, under })
      },
      (error: unknown) => setFailed(troubleOf(error)),
    )
  }, [client])
  useEffect(() => void ask(), [ask])
  if (failed !== null) {
    const refused = t('The trash is not open to you. Ask an owner of the account to take something back.')
    return <Failure compact trouble={failed} refused={refused} onRetry={ask} />
  }
  if (held === undefined) return <Skeleton lines={2} heightPx={46} label={t('Loading the trash')} />
  return <Lines held={held} onHeld={setHeld} />
}

function Lines({ held, onHeld }: { readonly held: InTrash; readonly onHeld: (held: InTrash) => void }) {
  const { locale, goneWorkspaces } = useAccount()
  const principal = usePrincipal()
  const commands = useTreeCommands()
  const docCommands = useDocCommands()
  const { boards, docs, under } = held
  const client = useClient()
  const account = useScope(scopeOf('account', client.accountId))?.state ?? null
  const mayManage = can(principal, 'account.manage', null)
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const until = (deletedAt: number | null): string =>
    deletedAt === null
      ? ''
      : ` · ${t('goes for good on {count}', { count: day.format(deletedAt + daysInTrash * dayMs) })}`
  const lines = [
    ...goneWorkspaces.flatMap(({ id, name, deletedAt }) => {
      const inIt = [...under.boards, ...under.docs].filter(({ workspaceId }) => workspaceId === id)
      // Of one of which nothing can be seen there is nothing to know.
      if (inIt.length === 0 && !mayManage) return []
      const onPick = (): void => commands.restoreWorkspace(id)
      return [{ id, deletedAt, icon: 'folder' as const, name, mayRestore: mayManage, note: withinWords(inIt), onPick }]
    }),
    ...(account === null ? [] : goneFolders(account)).map((folder) => ({
      ...folder,
      icon: 'folder' as const,
      mayRestore: can(principal, 'workspace.edit', null),
      note: t('Folder'),
      onPick: () => void client.run('folder.update', { id: folder.id, deleted: false }),
    })),
    // Whoever may not bring a team back does not hear of it: it is nobody's own.
    ...(account === null || !mayManage ? [] : goneTeams(account)).map((team) => ({
      ...team,
      icon: 'people' as const,
      mayRestore: true,
      note: t('Team'),
      onPick: () => void client.run('team.update', { id: team.id, deleted: false }),
    })),
    ...boards.map(({ id, deletedAt, ...board }) => {
      const of = board.template === null ? '' : ` · ${t('of the template “{template}”', { template: board.template })}`
      const onPick = (): void => {
        commands.restoreBoard(id)
        onHeld({ ...held, boards: boards.filter((each) => each.id !== id) })
      }
      const icon: IconName = board.template === null ? 'board' : 'copy'
      return { id, deletedAt, icon, name: board.name, mayRestore: true, note: itemWords(board) + of, onPick }
    }),
    ...docs.map(({ id, deletedAt, name, mayManage: mayRestore }) => {
      const onPick = (): void => {
        docCommands.restore(id)
        onHeld({ ...held, docs: docs.filter((each) => each.id !== id) })
      }
      return { id, deletedAt, icon: 'doc' as const, name, mayRestore, note: t('Doc'), onPick }
    }),
  ]
  if (lines.length === 0) return <EmptyState compact icon="trash" text={t('The trash is empty.')} />
  const newestFirst = lines.toSorted((left, right) => (right.deletedAt ?? 0) - (left.deletedAt ?? 0))
  return (
    <ul>
      {newestFirst.map(({ id, deletedAt, icon, name, mayRestore, note, onPick }) => (
        <TrashLine
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

/** `Workspace with Roadmap, Bugs and 2 more` */
function withinWords(inIt: readonly { readonly name: string }[]): string {
  if (inIt.length === 0) return t('Workspace, empty')
  const names = inIt
    .slice(0, named)
    .map(({ name }) => name)
    .join(', ')
  const more = inIt.length - named
  return more > 0
    ? t('Workspace with {names} and {more} more', { names, more })
    : t('Workspace with {names}', { names })
}

/** How many items a board has. */
export function itemWords({ itemCount }: Pick<TreeBoard, 'itemCount'>): string {
  return t('{itemCount, plural, one {# item} other {# items}}', { itemCount })
}
