import { defineColumn } from '@fulcrum/domain'
import { stampValues } from '../shared/stamp-values.ts'
import { createdSight } from './sight.ts'

/** When each item was made, and by whom. */
export const createdColumn = defineColumn({
  ...createdSight,
  ...stampValues,
  description: 'When the item was made, and by whom.',
})
