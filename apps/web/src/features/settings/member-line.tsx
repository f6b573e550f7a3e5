import { can } from '@fulcrum/domain'
import type { ResetAnswer } from '@fulcrum/protocol'
import { Avatar, Button, cx, Select, type MenuSection } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useState, type Ref } from 'react'
import { usePrincipal } from '../../shell/account-context.tsx'
import type { Member } from '../../shell/account.ts'
import { post, sayError } from '../../shell/http.ts'
import { MenuButton } from '../../shell/menu-button.tsx'
import { useClient, useToasts } from '../../shell/world.tsx'
import { LinkMade } from './link-made.tsx'
import { roleTitle, rolesFor } from './role-words.ts'

interface MemberLineProps {
  readonly member: Member
  /** Given for placeholders that this person may invite. */
  readonly onInvite?: () => void
  /** Set for placeholders whose invitation is open. */
  readonly invited?: boolean
  /** Given for whom the address names: the line takes the keyboard. */
  readonly ref?: Ref<HTMLLIElement>
}

/** One person with their role, and what may be done about them. */
export function MemberLine({ member, onInvite, invited = false, ref }: MemberLineProps) {
  const client = useClient()
  const toasts = useToasts()
  const principal = usePrincipal()
  const [reset, setReset] = useState<ResetAnswer>()
  const [removing, setRemoving] = useState(false)
  const { id, name, role } = member
  const mayManage = can(principal, 'member.manage', { memberId: id, role })
  // Where some roles can be chosen, all of them stand in one column.
  const inColumn = can(principal, 'account.manage', null)
  const isMe = id === principal.memberId
  // Guests are not told how others are reached: that is not the same as nobody knowing.
  const mayContact = can(principal, 'member.contact', null)
  const menu: readonly MenuSection[] = [
    {
      items:
        member.placeholder || member.service
          ? []
          : [
              {
                id: 'reset',
                title: t('Make a link to reset the password'),
                icon: 'key',
                onSelect: () => {
                  post<ResetAnswer>('/auth/reset.create', { member: id }).then(setReset, (error: unknown) =>
                    toasts.show({ text: sayError(error), tone: 'danger', icon: 'warning' }),
                  )
                },
              },
            ],
    },
    { items: [{ id: 'remove', title: t('Remove'), icon: 'x', danger: true, onSelect: () => setRemoving(true) }] },
  ]
  return (
    <li
      className="settings-person"
      {...(ref !== undefined && { ref, tabIndex: -1, 'aria-current': true, 'aria-label': name })}
    >
      <Avatar person={member} decorative />
      <div className="settings-person-words">
        <b className="fu-truncate">
          {name}
          {isMe && <span className="form-note"> {t('· you')}</span>}
          {member.service && <span className="settings-mark">{t('Service')}</span>}
        </b>
        {(member.email !== null || mayContact) && (
          <span className="fu-truncate" title={member.about}>
            {member.service ? t('Programs act as it, by tokens') : (member.email ?? t('No e-mail known'))}
            {member.about !== undefined && ` · ${member.about}`}
          </span>
        )}
      </div>
      {onInvite !== undefined && (
        <Button size="small" icon="mail" onClick={onInvite}>
          {t('Invite')}
        </Button>
      )}
      {invited && <span className="form-note">{t('Invited')}</span>}
      {!member.placeholder &&
        (mayManage ? (
          <div className="settings-role">
            <Select
              label={t('Role of {name}', { name })}
              hideLabel
              size="small"
              options={rolesFor(principal, member)}
              value={role}
              onChange={(next) => client.run('member.setRole', { id, role: next })}
            />
          </div>
        ) : (
          <span className={cx('form-note', inColumn && 'settings-role settings-role-said')}>{roleTitle(role)}</span>
        ))}
      {mayManage && !isMe ? (
        <MenuButton label={t('Menu of {name}', { name })} sections={menu} align="end" />
      ) : (
        inColumn && <span className="settings-no-menu" />
      )}
      {removing && (
        <Dialog
          open
          size="small"
          title={t('Remove {name}?', { name })}
          onClose={() => setRemoving(false)}
          onSubmit={() => {
            setRemoving(false)
            client.run('member.remove', { id })
          }}
          footer={
            <>
              <Button onClick={() => setRemoving(false)}>{t('Cancel')}</Button>
              <Button type="submit" variant="danger">
                {t('Remove')}
              </Button>
            </>
          }
        >
          {member.service
            ? t('Its tokens stop working at once. What it wrote stays.')
            : member.placeholder
              ? t('Cells that name them keep the name. It can no longer be chosen.')
              : t(
                  'They are signed out everywhere at once. What they wrote stays theirs; to come back they need a new invitation.',
                )}
        </Dialog>
      )}
      {reset !== undefined && (
        <Dialog
          open
          title={t('Reset link for {name}', { name })}
          onClose={() => setReset(undefined)}
          footer={
            <Button variant="primary" onClick={() => setReset(undefined)}>
              {t('Done')}
            </Button>
          }
        >
          <LinkMade made={reset} whose={name} />
        </Dialog>
      )}
    </li>
  )
}
