import { StampCell, StampSummary } from '../shared/stamp.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'

/** How it looks when an item was made, and by whom. */
export const createdView = defineColumnView({
  id: 'created',
  icon: 'clock',
  width: 128,
  editor: 'none',
  Cell: StampCell,
  Summary: StampSummary,
})
