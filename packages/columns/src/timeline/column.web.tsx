import { lateWords } from '../shared/late-words.web.ts'
import { shownRange } from '../shared/days.ts'
import { lazyEditor } from '../shared/lazy-editor.web.tsx'
import { DaySummary } from '../shared/summary.web.tsx'
import { defineColumnView } from '../view-contract.web.ts'
import type { CellProps } from '../view-contract.web.ts'
import type { TimelineValue } from './column.ts'
import { lengthWords, passedShare } from './timeline.web.ts'

type Settings = Record<string, never>

function Cell({ value, context, late }: CellProps<Settings, TimelineValue>) {
  if (value === null) return <span className="fc-quiet fc-dash">–</span>
  const { locale, today } = context
  const lateness = late === true ? `, ${lateWords(value.end, today)}` : ''
  return (
    <span
      className={late === true ? 'fc-timeline fc-late' : 'fc-timeline'}
      title={`${shownRange(value.start, value.end, locale)}, ${lengthWords(value)}${lateness}`}
    >
      <i style={{ width: `${passedShare(value, today) * 100}%` }} />
      <span className="fu-truncate">{shownRange(value.start, value.end, locale, today)}</span>
      {lateness !== '' && <span className="fu-hidden">{lateness}</span>}
    </span>
  )
}

const { Editor, preload } = lazyEditor<Settings, TimelineValue>(() =>
  import('./editor.web.tsx').then((part) => part.TimelineEditor),
)

/** How a timeline looks: the part of it that has passed is filled. */
export const timelineView = defineColumnView({
  id: 'timeline',
  icon: 'timeline',
  width: 144,
  padding: 'tight',
  editor: 'popover',
  Cell,
  Editor,
  preload,
  Summary: DaySummary,
})
