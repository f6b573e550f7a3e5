import { StampCell, StampSummary } from '../shared/stamp.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'

/** How it looks when an item was changed, and by whom. */
export const updatedView = defineColumnView({
  id: 'updated',
  icon: 'history',
  width: 128,
  editor: 'none',
  Cell: StampCell,
  Summary: StampSummary,
})
