import { boardRoles, type BoardRole, type BoardState, type Json } from '@fulcrum/domain'
import { Avatar, Button, Icon, IconButton, OptionList, Popover, Select, type Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount } from '../../shell/account-context.tsx'
import { useClient } from '../../shell/world.tsx'
import { ItemsShown } from './items-shown.tsx'

interface RolesSectionProps {
  /** What it is that they have roles on. */
  readonly noun: 'board' | 'doc'
  readonly id: string
  readonly members: readonly RoleEntry[]
  readonly roles: readonly Option[]
  readonly mayManage: boolean
  /** A board of which a role may show some items only. */
  readonly board?: BoardState | null
}

/** Somebody, or a team, with a role. */
export interface RoleEntry {
  readonly id: string
  readonly subject: string
  readonly role: string
  readonly rows?: Json | undefined
}

/** Who has which role on a board or a doc, and how that is changed. */
export function RolesSection({ noun, id: place, members, roles, mayManage, board = null }: RolesSectionProps) {
  const client = useClient()
  const at = { [noun]: place }
  const account = useAccount()
  const shown = members
    .map((entry) => ({ ...entry, ...whoIs(account, entry) }))
    .sort((left, right) => rankOf(left.role) - rankOf(right.role) || left.name.localeCompare(right.name))
  const known = new Set(members.map(({ id }) => id))
  const options: readonly Option[] = [
    ...account.teams.map(({ id, name }) => ({ id, title: name, icon: 'people' as const, hint: t('Team') })),
    ...account.members
      .filter(({ removed, placeholder }) => !removed && !placeholder)
      .map(({ id, name, email, role }) => ({
        id,
        title: name,
        ...(email !== null && { keywords: email }),
        ...(role === 'guest' && { hint: t('Guest') }),
      })),
  ].filter(({ id }) => !known.has(id))
  return (
    <section aria-label={t('{noun, select, board {Roles on this board} other {Roles on this doc}}', { noun })}>
      <div className="sharing-caption">
        <span className="fu-grow">
          {t('{noun, select, board {Roles on this board} other {Roles on this doc}}', { noun })}
        </span>
        {mayManage && (
          <AddSubject
            label={t('{noun, select, board {Add to the board} other {Add to the doc}}', { noun })}
            options={options}
            onPick={(id) =>
              client.run(`${noun}.setMember`, {
                ...at,
                id,
                subject: account.teams.some((team) => team.id === id) ? 'team' : 'member',
                role: 'editor',
              })
            }
          />
        )}
      </div>
      {shown.length === 0 && <p className="form-note">{t('Nobody has a role of their own here.')}</p>}
      <ul>
        {shown.map(({ id, subject, role, rows, name, note, person }) => (
          <li key={id} className="sharing-line">
            {person === undefined ? <Icon name="people" /> : <Avatar person={person} size="small" decorative />}
            <span className="fu-truncate fu-grow">
              {name} {note !== undefined && <span className="form-note">{note}</span>}
            </span>
            {board !== null && role !== 'owner' && (
              <ItemsShown board={board} entry={{ id, subject, role, rows }} name={name} mayManage={mayManage} />
            )}
            <div className="sharing-role">
              <Select
                label={t('Role of {name}', { name })}
                hideLabel
                size="small"
                options={roles}
                value={role}
                disabled={!mayManage}
                onChange={(next) => client.run(`${noun}.setMember`, { ...at, id, subject, role: next })}
              />
            </div>
            {mayManage && (
              <IconButton
                icon="x"
                size="small"
                label={t('{noun, select, board {Take {name} off the board} other {Take {name} off the doc}}', {
                  name,
                  noun,
                })}
                onClick={() => client.run(`${noun}.removeMember`, { ...at, id })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface AddSubjectProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly onPick: (id: string) => void
}

function AddSubject({ label, options, onPick }: AddSubjectProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button size="small" icon="user-plus" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('Add')}
      </Button>
      <Popover open={anchor !== null} anchor={anchor} align="end" label={label} onClose={() => setAnchor(null)}>
        <OptionList
          label={t('People and teams')}
          options={options}
          selected={[]}
          searchable
          emptyText={t('Nobody else is here. Invite people in Settings, Members.')}
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
    return {
      name: team?.name ?? t('A team'),
      note: t('{count, plural, one {# person} other {# people}}', { count }),
      person: undefined,
    }
  }
  const person = account.members.find((known) => known.id === id)
  return { name: person?.name ?? t('Somebody'), note: person?.role === 'guest' ? t('Guest') : undefined, person }
}

function rankOf(role: string): number {
  return boardRoles.indexOf(role as BoardRole)
}
