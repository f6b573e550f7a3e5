import { defineColumn } from '@fulcrum/domain'
import { stampValues } from '../shared/stamp-values.ts'
import { updatedSight } from './sight.ts'

/** When each item was last changed, and by whom. */
export const updatedColumn = defineColumn({
  ...updatedSight,
  ...stampValues,
  description: 'When the item was last changed, and by whom.',
})
