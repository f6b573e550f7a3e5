import './timeline.css'
import { maxItemTitleLength, must, readSettings, timelineView } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { timelineColumns } from './chosen-columns.ts'
import { TimelineChart } from './timeline-chart.tsx'
import { TimelineList } from './timeline-list.tsx'
import { NoColumns, NoRows } from './timeline-states.tsx'
import { useBoardPlan, useWorkCalendar } from './use-board-plan.ts'
import { useShift } from './use-shift.ts'
import { useViewBox } from './use-view-box.ts'

/** Narrower than this a timeline is a list: bars and titles have no room beside each other. */
const LIST_PX = 560

/** The board over time: bars where there is room for them, else a list of the same items with their days. */
export function TimelineBody() {
  const { spec, state, records, model: given, rights, items, onStart } = useScene()
  const overlays = useOverlays()
  const model = must(given, 'the items: this view waits for them')
  useSyncExternalStore(model.subscribe, () => model.revision)
  const settings = useMemo(() => readSettings(timelineView, spec.settings), [spec.settings])
  // The records change whenever a column does.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => timelineColumns(state, settings), [state, settings, records])
  const calendar = useWorkCalendar(settings.allDays === true)
  const board = useBoardPlan(columns, calendar)
  const shifter = useShift(board, columns, settings.shift ?? 'keep-slack')
  const box = useRef<HTMLDivElement>(null)
  const view = useViewBox(box)
  const first = model.infos.find(({ id }) => !model.isShut(id)) ?? model.infos[0]
  useEffect(() => {
    onStart(() => {
      if (!rights.edit || first === undefined || box.current === null) return false
      const { left, top, width } = box.current.getBoundingClientRect()
      overlays.ask(
        { x: left + Math.min(12, width / 4), y: top + 60 },
        {
          label: t('New item in {title}', { title: first.title }),
          placeholder: t('Name, then Enter'),
          maxLength: maxItemTitleLength,
          repeats: true,
          onAnswer: (title) => void items.add(first.id, title),
        },
      )
      return true
    })
    return () => onStart(null)
  }, [onStart, rights.edit, first, items, overlays])
  const isNarrow = view.width > 0 && view.width < LIST_PX
  const content =
    columns.spans === undefined ? (
      <NoColumns />
    ) : model.sections.length === 0 || model.count === 0 ? (
      <NoRows />
    ) : board === null || shifter === null || view.width === 0 ? null : isNarrow ? (
      <TimelineList view={view} board={board} columns={columns} />
    ) : (
      <TimelineChart box={box} view={view} settings={settings} columns={columns} board={board} shifter={shifter} />
    )
  return (
    // Time runs from left to right wherever it is read; titles run as they are written.
    <div
      className="ft"
      ref={box}
      dir="ltr"
      data-list={isNarrow}
      role="group"
      aria-label={records.name}
      // What scrolls can be reached by keys, also where nothing in it can.
      tabIndex={-1}
    >
      {content}
    </div>
  )
}
