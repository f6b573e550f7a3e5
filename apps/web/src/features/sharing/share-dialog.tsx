import './sharing.css'
import { boardResource, boardRoles, can, scopeOf, type BoardRole } from '@fulcrum/domain'
import {
  appHref,
  Avatar,
  Button,
  Icon,
  IconButton,
  OptionList,
  Popover,
  Select,
  Skeleton,
  type Option,
} from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { useState } from 'react'
import { useAccount, usePrincipal } from '../../shell/account-context.tsx'
import { copyText } from '../../shell/copy.ts'
import { boardPath } from '../../shell/paths.ts'
import { useScope } from '../../shell/use-scope.ts'
import { useClient, useToasts } from '../../shell/world.tsx'
import { accessOptions, boardRoleOptions } from './sharing-words.ts'

interface ShareDialogProps {
  readonly boardId: string
  readonly onClose: () => void
}

/** Who sees a board, and who has which role on it. Those who may not change that can read it and copy the link. */
export function ShareDialog({ boardId, onClose }: ShareDialogProps) {
  const client = useClient()
  const toasts = useToasts()
  const principal = usePrincipal()
  const { name: accountName } = useAccount()
  const state = useScope(scopeOf('board', boardId))?.state ?? null
  const copy = (): void => {
    void copyText(`${location.origin}${appHref(boardPath(boardId))}`).then((copied) =>
      toasts.show({ text: copied ? 'Link copied.' : 'The link could not be copied.', icon: 'link', key: 'copied' }),
    )
  }
  const resource = state === null ? null : boardResource(state, boardId)
  const mayManage = resource !== null && can(principal, 'board.manage', resource)
  const access = String(resource?.board['access'] ?? 'main')
  return (
    <Dialog
      open
      title={`Share ${String(resource?.board['name'] ?? 'board')}`}
      onClose={onClose}
      footer={
        <>
          <Button icon="link" onClick={copy}>
            Copy link
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      {resource === null ? (
        <Skeleton lines={4} label="Loading who sees it" />
      ) : (
        <div className="form-stack">
          <Select
            label="Who sees it"
            options={accessOptions(accountName)}
            value={access}
            disabled={!mayManage}
            onChange={(id) => client.run('board.setAccess', { board: boardId, access: id })}
          />
          <BoardMembers boardId={boardId} members={resource.members} mayManage={mayManage} />
        </div>
      )}
    </Dialog>
  )
}

interface BoardMembersProps {
  readonly boardId: string
  readonly members: readonly { readonly id: string; readonly subject: string; readonly role: string }[]
  readonly mayManage: boolean
}

function BoardMembers({ boardId, members, mayManage }: BoardMembersProps) {
  const client = useClient()
  const account = useAccount()
  const shown = members
    .map((entry) => ({ ...entry, ...whoIs(account, entry) }))
    .sort((left, right) => rankOf(left.role) - rankOf(right.role) || left.name.localeCompare(right.name))
  const known = new Set(members.map(({ id }) => id))
  const options: readonly Option[] = [
    ...account.teams.map(({ id, name }) => ({ id, title: name, icon: 'people' as const, hint: 'Team' })),
    ...account.members
      .filter(({ removed, placeholder }) => !removed && !placeholder)
      .map(({ id, name, email, role }) => ({
        id,
        title: name,
        ...(email !== null && { keywords: email }),
        ...(role === 'guest' && { hint: 'Guest' }),
      })),
  ].filter(({ id }) => !known.has(id))
  return (
    <section aria-label="Roles on this board">
      <div className="sharing-caption">
        <span className="fu-grow">Roles on this board</span>
        {mayManage && (
          <AddSubject
            options={options}
            onPick={(id) =>
              client.run('board.setMember', {
                board: boardId,
                id,
                subject: account.teams.some((team) => team.id === id) ? 'team' : 'member',
                role: 'editor',
              })
            }
          />
        )}
      </div>
      {shown.length === 0 && <p className="form-note">Nobody has a role of their own here.</p>}
      <ul>
        {shown.map(({ id, subject, role, name, note, person }) => (
          <li key={id} className="sharing-line">
            {person === undefined ? <Icon name="people" /> : <Avatar person={person} size="small" decorative />}
            <span className="fu-truncate fu-grow">
              {name} {note !== undefined && <span className="form-note">{note}</span>}
            </span>
            <div className="sharing-role">
              <Select
                label={`Role of ${name}`}
                hideLabel
                size="small"
                options={boardRoleOptions}
                value={role}
                disabled={!mayManage}
                onChange={(next) => client.run('board.setMember', { board: boardId, id, subject, role: next })}
              />
            </div>
            {mayManage && (
              <IconButton
                icon="x"
                size="small"
                label={`Take ${name} off the board`}
                onClick={() => client.run('board.removeMember', { board: boardId, id })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function AddSubject({
  options,
  onPick,
}: {
  readonly options: readonly Option[]
  readonly onPick: (id: string) => void
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button size="small" icon="user-plus" onClick={(event) => setAnchor(event.currentTarget)}>
        Add
      </Button>
      <Popover
        open={anchor !== null}
        anchor={anchor}
        align="end"
        label="Add to the board"
        onClose={() => setAnchor(null)}
      >
        <OptionList
          label="People and teams"
          options={options}
          selected={[]}
          searchable
          emptyText="Nobody else is here. Invite people in Settings, Members."
          onPick={(id) => {
            setAnchor(null)
            onPick(id)
          }}
        />
      </Popover>
    </>
  )
}

function whoIs(
  account: ReturnType<typeof useAccount>,
  { id, subject }: { readonly id: string; readonly subject: string },
) {
  if (subject === 'team') {
    const team = account.teams.find((known) => known.id === id)
    const count = team?.memberIds.length ?? 0
    return { name: team?.name ?? 'A team', note: `${count} ${count === 1 ? 'person' : 'people'}`, person: undefined }
  }
  const person = account.members.find((known) => known.id === id)
  return { name: person?.name ?? 'Somebody', note: person?.role === 'guest' ? 'Guest' : undefined, person }
}

function rankOf(role: string): number {
  return boardRoles.indexOf(role as BoardRole)
}
