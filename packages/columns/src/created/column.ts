import { defineColumn } from '@fulcrum/domain'
import { stampKind } from '../shared/stamp.ts'

/** When each item was made, and by whom. */
export const createdColumn = defineColumn({
  id: 'created',
  label: 'Created',
  description: 'When the item was made, and by whom.',
  ...stampKind('createdAt', 'createdBy'),
})
