import { defineColumn } from '@fulcrum/domain'
import { stampKind } from '../shared/stamp.ts'

/** When each item was last changed, and by whom. */
export const updatedColumn = defineColumn({
  id: 'updated',
  label: 'Updated',
  description: 'When the item was last changed, and by whom.',
  ...stampKind('updatedAt', 'updatedBy'),
})
