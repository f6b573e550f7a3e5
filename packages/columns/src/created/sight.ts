import { defineSight } from '@fulcrum/domain'
import { stampSight } from '../shared/stamp.ts'

/** How it is shown when each item was made, and by whom. */
export const createdSight = defineSight({ id: 'created', label: 'Created', ...stampSight('createdAt', 'createdBy') })
