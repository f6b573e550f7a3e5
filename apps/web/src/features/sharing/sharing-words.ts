import type { BoardRole } from '@fulcrum/domain'
import type { Option } from '@fulcrum/ui'

/** Who a board can be for. */
export function accessOptions(accountName: string): readonly Option[] {
  return [
    { id: 'main', title: `Everyone in ${accountName}`, icon: 'people', hint: 'guests not' },
    { id: 'private', title: 'Only those below', icon: 'lock' },
    { id: 'shareable', title: 'Only those below, guests among them', icon: 'share' },
  ]
}

/** What each role on a board may do. */
export const boardRoleOptions: readonly (Option & { readonly id: BoardRole })[] = [
  { id: 'owner', title: 'Owner', hint: 'everything' },
  { id: 'editor', title: 'Editor', hint: 'items and columns' },
  { id: 'commenter', title: 'Commenter', hint: 'reads and writes updates' },
  { id: 'viewer', title: 'Viewer', hint: 'reads' },
]
