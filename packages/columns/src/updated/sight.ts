import { defineSight } from '@fulcrum/domain'
import { stampSight } from '../shared/stamp.ts'

/** How it is shown when each item was last changed, and by whom. */
export const updatedSight = defineSight({ id: 'updated', label: 'Updated', ...stampSight('updatedAt', 'updatedBy') })
