import { can, type JsonObject } from '@fulcrum/domain'
import { Button, EmptyState, NoPermissionState, Select, type Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useAccount, useAccountPhase, usePrincipal } from '../../shell/account-context.tsx'
import type { Workspace } from '../../shell/account.ts'
import { useWorkspaceRules } from '../../shell/use-rules.ts'
import { useClient, useWorld } from '../../shell/world.tsx'
import { Opening } from './opening.tsx'
import { SettingsSection } from './settings-section.tsx'

const makers: readonly Option[] = [
  { id: 'members', title: t('Owners, admins and members') },
  { id: 'managers', title: t('Owners and admins') },
]

const allowed: readonly Option[] = [
  { id: 'true', title: t('Allowed') },
  { id: 'false', title: t('Not allowed') },
]

const ends: readonly Option[] = [
  { id: '1', title: t('In a day') },
  { id: '7', title: t('In a week') },
  { id: '30', title: t('In 30 days') },
  { id: '90', title: t('In 90 days') },
  { id: '365', title: t('In a year') },
  { id: 'never', title: t('Never') },
]

/** What holds on the boards of a workspace that say nothing of their own, and how new ones begin. */
export function RulesPage() {
  const { workspaces } = useAccount()
  const phase = useAccountPhase()
  const { actions } = useWorld()
  const principal = usePrincipal()
  const mayBuild = can(principal, 'board.create', null)
  const [chosen, setChosen] = useState<string>()
  const workspace = workspaces.find(({ id }) => id === chosen) ?? workspaces[0]
  if (principal.role === 'guest') return <NoPermissionState text={t('Rules of boards are for members.')} />
  if (workspace === undefined && phase === 'opening') return <Opening label={t('Loading the rules')} />
  if (workspace === undefined) {
    return (
      <EmptyState
        icon="home"
        text={t('A workspace holds boards, and the rules that they begin with. There is none yet.')}
        {...(mayBuild && {
          action: (
            <Button variant="primary" icon="plus" onClick={() => actions.runSoon('tree.create-workspace')}>
              {t('Make a workspace')}
            </Button>
          ),
        })}
      />
    )
  }
  return (
    <>
      {workspaces.length > 1 && (
        <div className="settings-form settings-of">
          <Select
            label={t('Workspace')}
            options={workspaces.map(({ id, name }) => ({ id, title: name }))}
            value={workspace.id}
            onChange={setChosen}
          />
        </div>
      )}
      <Rules key={workspace.id} workspace={workspace} />
    </>
  )
}

function Rules({ workspace }: { readonly workspace: Workspace }) {
  const client = useClient()
  const { name } = useAccount()
  const may = can(usePrincipal(), 'account.manage', null)
  const rules = useWorkspaceRules(workspace.id)
  const set = (changed: JsonObject): void => {
    client.run('workspace.setRules', { id: workspace.id, ...changed })
  }
  const days = String(rules.linkDays)
  return (
    <>
      <SettingsSection
        title={t('New boards')}
        note={
          may
            ? t('How boards begin in “{name}”.', { name: workspace.name })
            : t('How boards begin in “{name}”. Owners and admins can change it.', { name: workspace.name })
        }
      >
        <div className="settings-form">
          <Select
            label={t('Who makes boards')}
            options={makers}
            value={rules.makers}
            disabled={!may}
            onChange={(id) => set({ makers: id })}
          />
          <Select
            label={t('A new board is for')}
            options={[
              { id: 'main', title: t('Everyone in {name}', { name }), icon: 'people', hint: t('guests not') },
              { id: 'private', title: t('Only people on it'), icon: 'lock' },
              {
                id: 'shareable',
                title: t('People on it, guests too'),
                icon: 'share',
                ...(!rules.guests && { disabled: true, hint: t('not allowed') }),
              },
            ]}
            value={rules.access}
            disabled={!may}
            onChange={(id) => set({ access: id })}
          />
        </div>
      </SettingsSection>
      <SettingsSection
        title={t('Guests and public links')}
        note={t('What holds on every board whose owners say nothing else where they share it.')}
      >
        <div className="settings-form">
          <div className="settings-rule">
            <Select
              label={t('Guests')}
              options={allowed}
              value={String(rules.guests)}
              disabled={!may}
              onChange={(id) => set({ guests: id === 'true' })}
            />
            <p className="form-note">
              {t(
                'Where they are not allowed, no board is opened to guests any more. Boards that are open to them already stay so, until their owners choose anew who sees them.',
              )}
            </p>
          </div>
          <div className="settings-rule">
            <Select
              label={t('Public links')}
              options={allowed}
              value={String(rules.links)}
              disabled={!may}
              onChange={(id) => set({ links: id === 'true' })}
            />
            <p className="form-note">
              {t(
                'Where they are not allowed, those that were made open nothing. Forms have links of their own, which this does not change.',
              )}
            </p>
          </div>
          <Select
            label={t('A new link ends')}
            options={
              ends.some(({ id }) => id === days) ? ends : [...ends, { id: days, title: t('In {days} days', { days }) }]
            }
            value={days}
            disabled={!may}
            onChange={(id) => set({ linkDays: id === 'never' ? id : Number(id) })}
          />
        </div>
      </SettingsSection>
    </>
  )
}
