import type { BoardRole, BoardState, MemberId, Principal, SeenBecause } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { AccountView, Member } from '../../shell/account.ts'
import type { SeenAsk } from '../../shell/who-sees-context.ts'
import { boardRoleOptions } from './sharing-words.ts'

/** A role in a word. */
export function roleWords(role: BoardRole): string {
  return String(boardRoleOptions.find(({ id }) => id === role)?.title ?? role)
}

/** Why somebody sees a board, in words. */
export function becauseWords(because: SeenBecause, member: Pick<Member, 'role'>, { name, teams }: AccountView): string {
  switch (because.is) {
    case 'named':
      return member.role === 'guest' ? t('Guest, invited to this board') : t('Has a role on this board')
    case 'team':
      return t('In the team {name}', {
        name: teams.find(({ id }) => id === because.team)?.name ?? t('that has a role here'),
      })
    case 'maker':
      return t('Makes it; nobody else sees it yet')
    default:
      if (member.role === 'owner' || member.role === 'admin') {
        return member.role === 'owner' ? t('Owner of {name}', { name }) : t('Admin of {name}', { name })
      }
      return t('Everyone in {name} sees it', { name })
  }
}

/** Everybody who is here, as the rules ask about them. */
export function principalsOf({ members, teams }: AccountView): readonly Extract<Principal, { kind: 'member' }>[] {
  return members
    .filter(({ removed, placeholder }) => !removed && !placeholder)
    .map(({ id, role }) => ({
      kind: 'member',
      // @NOTE the account says the ids of its members.
      memberId: id as MemberId,
      role,
      teamIds: teams.filter(({ memberIds }) => memberIds.includes(id)).map((team) => team.id),
    }))
}

/** What is asked, as a heading. */
export function seenTitle(board: BoardState, { column, view, item }: SeenAsk): string {
  const name =
    column !== undefined
      ? board.record('column', column)?.['title']
      : view !== undefined
        ? board.record('view', view)?.['name']
        : item !== undefined
          ? board.keyOf(item)
          : board.board['name']
  return typeof name === 'string' && name !== '' ? t('Who can see “{name}”?', { name }) : t('Who can see this?')
}
