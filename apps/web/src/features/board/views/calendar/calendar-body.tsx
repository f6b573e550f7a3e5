import './calendar.css'
import { calendarView, dayColumns, must, readSettings } from '@fulcrum/domain'
import type { CalendarSpan, DayColumns } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useActions } from '../../../../shell/client-context.tsx'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { focusDay } from './calendar-focus.ts'
import { CalendarHead } from './calendar-head.tsx'
import { CalendarScene, type CalendarWorld } from './calendar-scene.ts'
import { changeSettings } from './calendar-tools.tsx'
import { DayAgenda } from './day-agenda.tsx'
import { DayPopover } from './day-popover.tsx'
import { colourColumn } from './item-look.ts'
import { NoDates } from './no-dates.tsx'
import { MonthGrid } from './month-grid.tsx'
import { NothingHere } from './nothing-here.tsx'
import { dayBeside, isWithin, pageOf, pageTitle } from './pages.ts'
import { hasEnds, spansOf } from './spans.ts'
import { UndatedTray } from './undated-tray.tsx'
import { useCalendarKeys } from './use-calendar-keys.ts'
import { useBarDrag } from './use-bar-drag.ts'
import { useDaysOff } from './use-days-off.ts'
import { useItemMenu } from './use-item-menu.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { useMoves } from './use-moves.ts'
import { useSpanRows } from './use-span-rows.ts'

/** The board as a calendar: its items on the days that their cells name. */
export function CalendarBody() {
  const { spec, records } = useScene()
  const settings = useMemo(() => readSettings(calendarView, spec.settings), [spec.settings])
  const { date, end } = settings
  const columns = useMemo(() => dayColumns(records.columns, { date, end }), [records.columns, date, end])
  if (columns === undefined) {
    return <NoDates />
  }
  return <Calendar columns={columns} chosen={settings.span ?? 'month'} colour={settings.colour} />
}

interface CalendarProps {
  readonly columns: DayColumns
  readonly chosen: CalendarSpan
  readonly colour: number | null | undefined
}

function Calendar({ columns, chosen, colour }: CalendarProps) {
  const scene = useScene()
  const { records, rights, context, onStart, openRow } = scene
  const { today, weekStart, locale } = context
  const model = must(scene.model, 'the items: this view waits for them')
  useSyncExternalStore(model.subscribe, () => model.revision)
  const overlays = useOverlays()
  const box = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(box)
  const span = isNarrow ? 'list' : chosen
  const spans = useMemo(() => spansOf(columns), [columns])
  const dayOff = useDaysOff()
  const [{ anchor, cursor }, setPlace] = useState({ anchor: today, cursor: today })
  const [tray, setTray] = useState(false)
  const page = useMemo(() => pageOf(span, anchor, weekStart), [span, anchor, weekStart])
  const rows = useSpanRows(spans, page.shown)

  const goTo = (day: number): void => setPlace({ anchor: isWithin(day, page.shown) ? anchor : day, cursor: day })
  const show = (day: number): void => {
    setPlace({ anchor: day, cursor: day })
    if (holdsFocus(box.current)) focusDay(box.current, day)
  }
  const turn = (by: 1 | -1): void => show(dayBeside(span, anchor, by))
  const { move, add, said } = useMoves(spans)
  const onAdd = (day: number, at: HTMLElement): void => add(day, at)
  const onItemMenu = useItemMenu(spans, move)
  const keys = useCalendarKeys(box, { spans, page, cursor, goTo, move, onItemMenu, onDay, onTurn: turn })
  const onHold = useBarDrag(box, {
    onDrop: move,
    onTurn: (by) => setPlace(({ anchor: at }) => placeAt(dayBeside(span, at, by))),
  })
  const editable = [columns.date, ...(columns.end === undefined ? [] : [columns.end])]
  const moves = rights.edit && editable.every((column) => rights.editColumn(column))
  const world: CalendarWorld = {
    spans,
    colour: colourColumn(records.columns, colour),
    today,
    dayOff,
    cursor: isWithin(cursor, page.shown) ? cursor : page.shown.start,
    moves,
    resizes: moves && hasEnds(spans),
    onCursor: (day) => day !== cursor && goTo(day),
    onAdd,
    onDay,
    onItemMenu,
    onHold,
    ...keys,
  }

  function onDay(day: number, at: HTMLElement): void {
    overlays.show((close) => <DayPopover day={day} anchor={at} world={world} onClose={close} />)
  }

  const start = world.cursor
  useEffect(() => {
    onStart(() => {
      const at = box.current?.querySelector<HTMLElement>(`[data-day="${start}"]`) ?? box.current
      if (!rights.edit || at === null) return false
      add(start, at)
      return true
    })
    return () => onStart(null)
  })
  useActions([
    {
      id: 'calendar.today',
      title: t('Go to today'),
      section: t('Calendar'),
      icon: 'calendar',
      shortcut: 'T',
      run: () => show(today),
    },
    // With an item open these keys go from item to item.
    ...(openRow === null
      ? ([
          {
            id: 'calendar.next',
            title: t('Next page'),
            section: t('Calendar'),
            icon: 'arrow-right',
            shortcut: 'J',
            run: () => turn(1),
          },
          {
            id: 'calendar.back',
            title: t('Previous page'),
            section: t('Calendar'),
            icon: 'arrow-left',
            shortcut: 'K',
            run: () => turn(-1),
          },
        ] as const)
      : []),
  ])

  return (
    <CalendarScene value={world}>
      <div className="fq" ref={box} data-span={span} role="group" aria-label={records.name}>
        <CalendarHead
          title={pageTitle(span, page, locale)}
          span={chosen}
          choosesSpan={!isNarrow}
          onSpan={(next) => changeSettings(scene, { span: next })}
          onTurn={turn}
          onToday={() => show(today)}
          tray={tray}
          onTray={() => setTray(!tray)}
        />
        <div className="fq-body">
          {span === 'list' ? (
            <DayAgenda page={page} rows={rows ?? []} />
          ) : (
            <MonthGrid
              page={page}
              rows={rows ?? []}
              onWeek={(day) => {
                setPlace(placeAt(day))
                changeSettings(scene, { span: span === 'week' ? 'month' : 'week' })
              }}
            />
          )}
          {rows?.length === 0 && (
            <NothingHere shown={page.shown} onDay={show} {...(!tray && { onTray: () => setTray(true) })} />
          )}
          {tray && <UndatedTray onClose={() => setTray(false)} />}
        </div>
        <div className="fu-hidden" role="status">
          {said}
        </div>
      </div>
    </CalendarScene>
  )
}

function placeAt(day: number) {
  return { anchor: day, cursor: day }
}

/** Whether the keyboard is on a day or an item. */
function holdsFocus(box: HTMLElement | null): boolean {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && box?.contains(activeElement) === true && isPlace(activeElement)
}

function isPlace({ dataset }: HTMLElement): boolean {
  return dataset['day'] !== undefined || dataset['item'] !== undefined
}
