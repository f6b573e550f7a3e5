import type { AccountRole } from '@fulcrum/domain'
import { expect, test } from 'vitest'
import type { MemberPrincipal } from '../shell/world.tsx'
import { settingsActionsOf, settingsPagesOf } from './settings-pages.ts'

const someone = (role: AccountRole): MemberPrincipal => ({ kind: 'member', memberId: 'm' as never, role, teamIds: [] })

const offered = (role: AccountRole): string[] =>
  settingsActionsOf(someone(role))
    .map(({ id }) => id)
    .filter((id) => ['account', 'mail', 'backups'].includes(id))

test('the palette offers of what is everybody’s only what the reader may change', () => {
  expect(offered('owner')).toEqual(['account', 'mail', 'backups'])
  expect(offered('admin')).toEqual(['account'])
  expect(offered('member')).toEqual([])
  expect(offered('viewer')).toEqual([])
  expect(offered('guest')).toEqual([])
})

test('how dates are written is read by all in the settings', () => {
  expect(settingsPagesOf('viewer').map(({ id }) => id)).toContain('account')
})
