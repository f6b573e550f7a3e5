import { checkboxView } from './checkbox/column.web.tsx'
import { createdView } from './created/column.web.tsx'
import { dateView } from './date/column.web.tsx'
import { keyView } from './key/column.web.tsx'
import { longTextView } from './long-text/column.web.tsx'
import { numberView } from './number/column.web.tsx'
import { peopleView } from './people/column.web.tsx'
import { statusView } from './status/column.web.tsx'
import { tagsView } from './tags/column.web.tsx'
import { textView } from './text/column.web.tsx'
import { timelineView } from './timeline/column.web.tsx'
import { updatedView } from './updated/column.web.tsx'
import type { ColumnView } from './view-contract.web.ts'

/** How the kinds look with which an app may begin, in the order of `firstKinds`. */
export const firstViews = [
  statusView,
  peopleView,
  dateView,
  textView,
  numberView,
  tagsView,
  timelineView,
  checkboxView,
  longTextView,
  keyView,
  createdView,
  updatedView,
] as const satisfies readonly ColumnView[]
