import type { BoardRole } from '@fulcrum/domain'
import type { Option } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

/** Who a board or a doc can be for. */
export function accessOptions(accountName: string, guests: boolean): readonly Option[] {
  return [
    { id: 'main', title: t('Everyone in {accountName}', { accountName }), icon: 'people', hint: t('guests not') },
    { id: 'private', title: t('Only those below'), icon: 'lock' },
    {
      id: 'shareable',
      title: t('Only those below, guests among them'),
      icon: 'share',
      ...(!guests && { disabled: true, hint: t('not allowed here') }),
    },
  ]
}

/** What each role on a board may do. */
export const boardRoleOptions: readonly (Option & { readonly id: BoardRole })[] = [
  { id: 'owner', title: t('Owner'), hint: t('everything') },
  { id: 'editor', title: t('Editor'), hint: t('items and columns') },
  { id: 'commenter', title: t('Commenter'), hint: t('reads and writes updates') },
  { id: 'viewer', title: t('Viewer'), hint: t('reads') },
]

/** The same on a doc. */
export const docRoleOptions: readonly (Option & { readonly id: BoardRole })[] = [
  { id: 'owner', title: t('Owner'), hint: t('everything') },
  { id: 'editor', title: t('Editor'), hint: t('writes') },
  { id: 'commenter', title: t('Commenter'), hint: t('reads') },
  { id: 'viewer', title: t('Viewer'), hint: t('reads') },
]
