import { must, timelineZooms } from '@fulcrum/domain'
import type { BoardColumn, TimelineSettings } from '@fulcrum/domain'
import { shiftPlan, type DaySpan, type PlannedLink } from '@fulcrum/domain/schedule'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { useScene } from '../../scene.tsx'
import { hasEnds } from '../calendar/spans.ts'
import { barLook } from './bar-look.ts'
import { useBarMenu } from './bar-menu.tsx'
import { readBaseline } from './baseline.ts'
import type { TimelineColumns } from './chosen-columns.ts'
import { connect } from './connect.ts'
import { spanWords } from './day-words.ts'
import { FarMarks, farMarksOf } from './far-marks.tsx'
import { LinkLines, endOf, type BarBox } from './link-lines.tsx'
import { firstDay } from './first-day.ts'
import { layOutLines } from './lines.ts'
import { isFarBroken, linksHere, type BoardPlan } from './read-plan.ts'
import { dayPx, freeRuns, rangeOf, scalesOf } from './scale.ts'
import { NoBarHere } from './no-bar-here.tsx'
import { rowNote } from './row-note.ts'
import { SectionHead } from './section-head.tsx'
import { TimeHead } from './time-head.tsx'
import { TimelineRow, type Place } from './timeline-row.tsx'
import { TimelineScene, type TimelineWorld } from './timeline-scene.ts'
import { useBarDrag, type Aim } from './use-bar-drag.ts'
import { useFocusRow } from './use-focus-row.ts'
import type { Shifter } from './use-shift.ts'
import type { ViewBox } from './use-view-box.ts'
import { useZoom } from './use-zoom.ts'

interface TimelineChartProps {
  readonly box: RefObject<HTMLDivElement | null>
  readonly view: ViewBox
  readonly settings: TimelineSettings
  readonly columns: TimelineColumns
  readonly board: BoardPlan
  readonly shifter: Shifter
}

const SIZES = { head: 34, row: 36 }
/** The head with its two scales. */
const HEAD_PX = 52
/** What is drawn beyond what is seen. */
const AROUND_PX = 160

/** Bars over time; only the rows, ticks and lines in sight are there. */
export function TimelineChart({ box, view, settings, columns, board, shifter }: TimelineChartProps) {
  const scene = useScene()
  const { state, records, reader, context, rights, onOpenRow } = scene
  const model = must(scene.model, 'the items')
  const { plan, float, outside, far, trouble } = board
  const { locale, weekStart, today } = context
  const zoom = settings.zoom ?? 'week'
  const px = dayPx[zoom]
  const namePx = view.width < 900 ? 220 : 320
  const baseline = useMemo(() => readBaseline(settings.kept?.baseline?.bars ?? ''), [settings.kept?.baseline?.bars])
  const bars = useMemo(() => [...plan.items.values()].filter(({ outside: isFar }) => isFar !== true), [plan])
  const { from, to } = useMemo(() => rangeOf(plan.items.values(), today), [plan, today])
  const xOf = useCallback((day: number) => (day - from) * px, [from, px])
  const words = useMemo(() => spanWords(locale), [locale])
  const layout = layOutLines(model, SIZES)
  const [aim, setAim] = useState<Aim | null>(null)
  const [said, setSaid] = useState('')

  const preview = aim?.kind === 'span' ? shifter.preview(aim.row, aim.to) : null
  const lasting = useMemo(() => new Set(shiftPlan(plan, new Map(), 'leave').broken), [plan])
  const broken = preview === null ? lasting : new Set(preview.broken)
  const spanOf = (row: number): DaySpan | null => preview?.changes.get(row) ?? plan.items.get(row) ?? null
  const placeOf = ({ start, end }: DaySpan): Place => ({
    left: namePx + xOf(start),
    width: Math.max(6, xOf(end + 1) - xOf(start)),
  })
  const boxOf = (row: number): BarBox | null => {
    const at = model.find(model.ids.idOf(row))
    const span = at === undefined ? null : spanOf(row)
    if (at === undefined || span === null || reader === null) return null
    const { left, width } = placeOf(span)
    const middle = HEAD_PX + layout.topOf(at.sectionIndex, at.rowIndex) + SIZES.row / 2
    const look = barLook({ state, reader, columns: records.columns, today }, row, span, columns)
    if (!look.milestone) return { left, right: left + width, middle }
    return { left: left + width / 2 - 9, right: left + width / 2 + 9, middle }
  }

  const editable = (column: BoardColumn | undefined): boolean => column !== undefined && rights.editColumn(column)
  const { spans, dependency } = columns
  const moves = rights.edit && editable(spans?.date) && (spans?.end === undefined || editable(spans.end))
  const connects = rights.edit && editable(dependency)
  const say = (row: number, { changes }: { readonly changes: ReadonlyMap<number, DaySpan> }): void => {
    const span = changes.get(row)
    if (span === undefined) return
    const [place, count] = [words(span), changes.size - 1]
    setSaid(
      count === 0
        ? place
        : t('{place}. {count, plural, one {# more item} other {# more items}} moved.', { place, count }),
    )
  }
  const hold = useBarDrag(box, {
    dayPx: px,
    from,
    namePx,
    startingOn: shifter.startingOn,
    onAim: setAim,
    onDrop: (dropped) => {
      if (dropped.kind === 'span') say(dropped.row, shifter.move(dropped.row, dropped.to))
      else if (dropped.over !== null && dependency !== undefined) {
        connect(scene, dependency, {
          from: dropped.row,
          reached: dropped.reached,
          to: dropped.over.row,
          enter: dropped.over.enter,
        })
      }
    },
  })
  const zoomBy = useZoom(box, { zoom, from, namePx })
  const { focused, setFocused, step, focusRow } = useFocusRow(box, (rowId) => {
    const at = model.find(rowId)
    return at === undefined ? null : HEAD_PX + layout.topOf(at.sectionIndex, at.rowIndex)
  })
  const menu = useBarMenu(columns, connects, far)
  const onKey = (event: KeyboardEvent<HTMLElement>, rowId: string, row: number): void => {
    const arrow = arrows[event.key]
    const span = shifter.spanOf(row)
    if (event.key === 'Enter' || event.key === ' ') onOpenRow(row)
    else if ((event.shiftKey && event.key === 'F10') || event.key === 'ContextMenu') menu(event.currentTarget, rowId)
    else if (arrow === undefined || event.ctrlKey || event.metaKey) return
    else if (arrow.down !== 0) {
      if (event.shiftKey || event.altKey) return
      step(rowId, arrow.down)
    } else if (event.shiftKey && span !== undefined) {
      const longer = event.altKey
      if (!moves || (longer && spans !== undefined && !hasEnds(spans))) return
      say(row, shifter.move(row, longer ? shifter.longer(span, arrow.across) : shifter.later(span, arrow.across)))
      focusRow(rowId)
    } else if (event.altKey || event.shiftKey) return
    else {
      const beside = arrow.across === 1 ? plan.outOf.get(row)?.[0]?.to : linksHere(plan, row)[0]?.from
      const next = beside === undefined ? null : model.ids.idOf(beside)
      if (next !== null && model.find(next) !== undefined) focusRow(next)
      else if (arrow.across === -1) farMarksOf(box.current, rowId)[0]?.focus()
    }
    event.preventDefault()
  }
  const showDay = useCallback(
    (day: number): void => {
      const frame = box.current
      frame?.scrollTo({ left: Math.max(0, (day - from) * px - (frame.clientWidth - namePx) / 3) })
    },
    [box, from, px, namePx],
  )
  const world: TimelineWorld = {
    moves,
    resizes: moves && spans !== undefined && hasEnds(spans),
    connects,
    nameOf: words,
    hold: (event, row, span, how) => {
      const isLink = how === 'link-start' || how === 'link-end'
      if (isLink ? connects : moves) hold(event, row, span, how)
    },
    draw: (event, row) => hold(event, row, null, 'draw'),
    onKey,
    menu,
    show: showDay,
    open: onOpenRow,
    onFocus: setFocused,
  }
  // Rows are drawn again for what they show, not for what they call.
  const latest = useRef(world)
  useLayoutEffect(() => {
    latest.current = world
  })
  const stable = useMemo(
    (): TimelineWorld => ({
      moves: world.moves,
      resizes: world.resizes,
      connects: world.connects,
      nameOf: words,
      hold: (...args) => latest.current.hold(...args),
      draw: (...args) => latest.current.draw(...args),
      onKey: (...args) => latest.current.onKey(...args),
      menu: (...args) => latest.current.menu(...args),
      show: (...args) => latest.current.show(...args),
      open: (...args) => latest.current.open(...args),
      onFocus: (...args) => latest.current.onFocus(...args),
    }),
    [world.moves, world.resizes, world.connects, words],
  )

  const placed = useRef(false)
  useLayoutEffect(() => {
    if (placed.current) return
    placed.current = true
    const days = (view.width - namePx) / px
    showDay(firstDay(bars, today, { start: today - days / 3, end: today + (2 * days) / 3 }))
  }, [showDay, today, bars, view.width, namePx, px])

  if (reader === null) return null
  const lines = layout.between(view.top - HEAD_PX - AROUND_PX, view.top + view.height + AROUND_PX)
  const seenFrom = Math.max(from, from + Math.floor((view.left - AROUND_PX) / px))
  const seenTo = Math.min(to, from + Math.ceil((view.left + view.width + AROUND_PX) / px))
  const scales = scalesOf(zoom, seenFrom, seenTo, { locale, weekStart })
  const shaded = px < 5 ? [] : freeRuns(seenFrom, seenTo, plan.calendar.isFree)
  const links = new Set<PlannedLink>()
  for (const line of lines) {
    const row = line.kind === 'row' ? model.ids.rowOf(line.row.id) : undefined
    if (row === undefined) continue
    for (const link of [...linksHere(plan, row), ...(plan.outOf.get(row) ?? [])]) links.add(link)
  }
  const showsCritical = settings.critical === true
  const isCritical = (row: number): boolean => showsCritical && (float.get(row) ?? 1) <= 0
  const firstRow = lines.find((line) => line.kind === 'row' && line.top >= view.top - 1)
  const tabStop =
    focused !== null && model.find(focused) !== undefined ? focused : firstRow?.kind === 'row' ? firstRow.row.id : null
  const linkFrom = aim?.kind === 'link' ? boxOf(aim.row) : null
  const sheet = {
    width: namePx + xOf(to),
    height: HEAD_PX + layout.height,
    '--ft-name': `${namePx}px`,
    '--ft-away-right': `${view.width}px`,
  }
  const others = preview === null ? 0 : preview.changes.size - (aim !== null && preview.changes.has(aim.row) ? 1 : 0)
  const nothing = plan.items.size === 0
  const told = { lasting, context, days: words, titleOf: (other: number) => String(reader.lane(other, 'title') ?? '') }
  const inSight = lines.filter((line) => line.kind === 'row' && isInSight(line.top))
  const bare = !nothing && inSight.length > 0 && inSight.every((line) => line.kind === 'row' && !hasDays(line.row.id))
  return (
    <TimelineScene value={stable}>
      <div className="ft-sheet" style={sheet}>
        <div className="ft-back" style={{ left: namePx }} aria-hidden="true">
          {shaded.map((run) => (
            <i key={run.from} className="ft-free" style={{ left: xOf(run.from), width: (run.to - run.from) * px }} />
          ))}
          {scales.fine.map((tick) => (
            <i key={tick.from} className="ft-grid" style={{ left: xOf(tick.from) }} />
          ))}
          <i className="ft-today" style={{ left: xOf(today) + px / 2 }} />
        </div>
        <TimeHead
          scales={scales}
          zoom={zoom}
          xOf={xOf}
          todayX={xOf(today) + px / 2}
          onZoom={zoomBy}
          canZoom={(by) => timelineZooms[timelineZooms.indexOf(zoom) + by] !== undefined}
          onToday={() => showDay(today)}
        />
        <div className="ft-lines">
          {lines.map((line) => {
            const section = must(model.sections[line.section], 'a section')
            if (line.kind === 'head') {
              return <SectionHead key={`head ${section.id}`} section={section} top={line.top} />
            }
            const { id, depth, expandable, expanded } = line.row
            const row = model.ids.rowOf(id)
            if (row === undefined) return null
            const span = spanOf(row)
            const before = plan.items.get(row)
            const moving = preview?.changes.has(row) === true
            const kept = baseline.get(row)
            return (
              <TimelineRow
                key={id}
                revision={line.row.revision}
                rowId={id}
                row={row}
                top={line.top}
                depth={depth ?? 0}
                expandable={expandable === true}
                expanded={expanded === true}
                title={String(reader.lane(row, 'title') ?? '')}
                span={span}
                place={span && placeOf(span)}
                moving={moving}
                was={moving && before !== undefined ? placeOf(before) : null}
                baseline={kept === undefined ? null : placeOf(kept)}
                away={span && awayFrom(placeOf(span))}
                look={span && barLook({ state, reader, columns: records.columns, today }, row, span, columns)}
                critical={isCritical(row)}
                outside={outside.get(row) ?? 0}
                note={rowNote(row, board, { ...told, critical: isCritical(row) })}
                tabStop={tabStop === id}
              />
            )
          })}
        </div>
        {lines.map((line) => {
          if (line.kind === 'head') return null
          const rowId = line.row.id
          const row = model.ids.rowOf(rowId)
          const waits = row === undefined ? undefined : far.get(row)
          const bar = row === undefined || waits === undefined ? null : boxOf(row)
          if (row === undefined || waits === undefined || bar === null) return null
          return (
            <FarMarks
              key={`far ${rowId}`}
              rowId={rowId}
              bar={bar}
              rowPx={SIZES.row}
              waits={waits}
              xOf={(day) => namePx + xOf(day)}
              isBroken={isFarBroken(broken, row)}
              isCritical={({ id }) => id !== null && isCritical(id) && isCritical(row)}
              onLeave={focusRow}
            />
          )
        })}
        <LinkLines
          links={[...links]}
          boxOf={boxOf}
          isBroken={(link) => broken.has(link)}
          isCritical={(link) => isCritical(link.from) && isCritical(link.to)}
          rowPx={SIZES.row}
          open={
            aim?.kind === 'link' && linkFrom !== null
              ? { from: endOf(linkFrom, aim.reached === 'finish' ? 1 : -1), to: { x: aim.x, y: aim.y } }
              : null
          }
        />
      </div>
      {bare && aim === null && trouble === null && spans !== undefined && (
        <NoBarHere days={spans} onShow={showNext} onOnly={showFirst} />
      )}
      {(trouble !== null || nothing || aim !== null) && (
        <div className="ft-hint" data-tone={trouble === null ? 'plain' : 'danger'}>
          {trouble ??
            (aim === null
              ? moves
                ? t('No item here has dates yet: drag in its row to give it some, or choose Dates in its menu.')
                : t('No item here has dates yet.')
              : aim.kind === 'link'
                ? aim.over === null
                  ? t('Drop on the item that waits.')
                  : aim.reached === 'start'
                    ? t('It can {enter} once this one has started.', { enter: aim.over.enter })
                    : t('It can {enter} once this one has finished.', { enter: aim.over.enter })
                : [
                    words(aim.to),
                    ...(others > 0
                      ? [t('moves {others, plural, one {# more item} other {# more items}}', { others })]
                      : []),
                    ...(broken.size > lasting.size ? [t('breaks what waits')] : []),
                  ].join(' · '))}
        </div>
      )}
      <div className="fu-hidden" role="status">
        {said}
      </div>
    </TimelineScene>
  )

  function isInSight(top: number): boolean {
    return top + SIZES.row > view.top && top < view.top + view.height - HEAD_PX
  }

  function hasDays(rowId: string): boolean {
    const row = model.ids.rowOf(rowId)
    return row !== undefined && plan.items.has(row)
  }

  function barsInOrder(): readonly { readonly start: number; readonly top: number }[] {
    const tops = bars.flatMap(({ id, start }) => {
      const at = model.find(model.ids.idOf(id))
      return at === undefined ? [] : [{ start, top: layout.topOf(at.sectionIndex, at.rowIndex) }]
    })
    return tops.toSorted((left, right) => left.top - right.top)
  }

  /** Scrolls to the days of the first row that has a bar, where the rows without one are about to go. */
  function showFirst(): void {
    const [first] = barsInOrder()
    if (first === undefined) return
    box.current?.scrollTo({ top: 0 })
    showDay(first.start)
  }

  /** Scrolls to the first row below that has a bar, else the first of all. */
  function showNext(): void {
    const inOrder = barsInOrder()
    const next = inOrder.find(({ top }) => top >= view.top) ?? inOrder[0]
    if (next === undefined) return
    box.current?.scrollTo({ top: Math.max(0, next.top - view.height / 3) })
    showDay(next.start)
  }

  /** On which side of what is seen something is drawn. */
  function awayFrom({ left, width }: Place): 'before' | 'after' | null {
    if (left + width <= view.left + namePx) return 'before'
    return left >= view.left + view.width ? 'after' : null
  }
}

const arrows: { readonly [key: string]: { readonly across: -1 | 0 | 1; readonly down: -1 | 0 | 1 } } = {
  ArrowLeft: { across: -1, down: 0 },
  ArrowRight: { across: 1, down: 0 },
  ArrowUp: { across: 0, down: -1 },
  ArrowDown: { across: 0, down: 1 },
}
