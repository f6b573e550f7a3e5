import './workload.css'
import { readSettings, workloadView, type WorkloadSettings } from '@fulcrum/domain'
import type { CellScale, WorkloadColumns, WorkShare } from '@fulcrum/domain/workload'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Popover } from '@fulcrum/ui'
import { useActions } from '../../../../shell/client-context.tsx'
import { TimeOffList } from '../../../../shell/time-off/time-off-list.tsx'
import { askForItem } from '../../nothing-shown.tsx'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'
import { rangeWords } from '../calendar/pages.ts'
import { useWorkCalendar } from '../timeline/use-board-plan.ts'
import { cellDays, cellTitle, pageAt, pageDays } from './cell-pages.ts'
import { LoadGrid } from './load-grid.tsx'
import { LoadItems } from './load-items.tsx'
import { loadRows } from './load-rows.ts'
import { NoDays, NoPeople, NoWork } from './load-states.tsx'
import { loadWords } from './load-words.ts'
import { drawnPlace, focusPlace, UNDATED, type Place } from './places.ts'
import { useLoad, useTimesOff, useWorkloadColumns } from './use-load.ts'
import { WorkloadHead } from './workload-head.tsx'
import { changeWorkload } from './workload-tools.tsx'

/** The board by its people: how much each has to do, by day or week. */
export function WorkloadBody() {
  const { spec, rights, items, onStart } = useScene()
  const overlays = useOverlays()
  const settings = useMemo(() => readSettings(workloadView, spec.settings), [spec.settings])
  const columns = useWorkloadColumns(settings)
  useEffect(() => {
    onStart(() => {
      if (!rights.edit) return false
      askForItem(items, overlays)
      return true
    })
    return () => onStart(null)
  }, [onStart, rights.edit, items, overlays])
  if (columns.people === undefined) return <NoPeople />
  if (columns.days === undefined) return <NoDays />
  return <Loads settings={settings} columns={columns} />
}

interface LoadsProps {
  readonly settings: WorkloadSettings
  readonly columns: WorkloadColumns
}

/** A figure whose items are listed: of whom, its cell, and the page and the view on which it stands. */
interface Opened {
  readonly person: string | null
  readonly at: number
  readonly scale: CellScale
  readonly view: string
}

function Loads({ settings, columns }: LoadsProps) {
  const scene = useScene()
  const { context, openRow, saved } = scene
  const overlays = useOverlays()
  const offOf = useTimesOff()
  const { today, weekStart, locale } = context
  const { step = 'week' } = settings
  const [anchor, setAnchor] = useState(today)
  const scale = useMemo(() => pageAt(step, anchor, weekStart), [step, anchor, weekStart])
  const calendar = useWorkCalendar(false)
  const load = useLoad(columns, calendar, scale)
  const { effort, capacity } = columns
  const words = useMemo(() => loadWords(context, effort), [context, effort])
  const rows = useMemo(
    () =>
      load === null
        ? []
        : loadRows(load, scale, calendar, capacity, { nameOf: context.personName, offOf, nobody: t('Nobody'), locale }),
    [load, scale, calendar, capacity, context, offOf, locale],
  )
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Place>({ row: 0, at: 0 })
  const [lastOpen, setOpen] = useState<Opened | null>(null)
  const open = lastOpen?.scale === scale && lastOpen.view === saved.id ? lastOpen : null
  // A list is closed for good where its figure is no longer on the screen.
  if (lastOpen !== open) setOpen(null)
  const turn = (by: 1 | -1): void => setAnchor(scale.from + by * scale.width * scale.count)
  const goToday = (): void => {
    setOpen(null)
    setAnchor(today)
  }
  useActions([
    {
      id: 'workload.today',
      title: t('Go to today'),
      section: t('Workload'),
      icon: 'calendar',
      shortcut: 'T',
      run: goToday,
    },
    // With an item open these keys go from item to item.
    ...(openRow === null
      ? ([
          {
            id: 'workload.next',
            title: t('Later'),
            section: t('Workload'),
            icon: 'arrow-right',
            shortcut: 'J',
            run: () => turn(1),
          },
          {
            id: 'workload.back',
            title: t('Earlier'),
            section: t('Workload'),
            icon: 'arrow-left',
            shortcut: 'K',
            run: () => turn(-1),
          },
        ] as const)
      : []),
  ])
  if (load === null || load.open === 0) return <NoWork />
  const opened = open === null ? undefined : rows.find(({ id }) => id === open.person)
  const shares = (of: Opened): readonly WorkShare[] => {
    if (of.at !== UNDATED) return load.sharesOf(of.person, cellDays(scale, of.at))
    return opened?.undated.map((row) => ({ row, amount: 0, whole: 0 })) ?? []
  }
  const shown = drawnPlace(cursor, rows, context.me)
  return (
    <div className="fw">
      <div className="fw-main">
        <WorkloadHead
          title={rangeWords(pageDays(scale), locale)}
          step={step}
          onStep={(next) => changeWorkload(scene, { step: next })}
          onTurn={turn}
          onToday={goToday}
        />
        <LoadGrid
          box={box}
          rows={rows}
          scale={scale}
          isFree={calendar.isFree}
          words={words}
          cursor={shown}
          onCursor={setCursor}
          isOpen={(person, at) => open !== null && open.person === person && open.at === at}
          onOpen={(person, at) => setOpen({ person, at, scale, view: saved.id })}
          onTimeOff={(anchor) =>
            overlays.show((close) => (
              <Popover open anchor={anchor} label={t('Your time off')} onClose={close} className="fw-times">
                <h2>{t('Your time off')}</h2>
                <p>{t('Members see the days; nobody asks why.')}</p>
                <TimeOffList />
              </Popover>
            ))
          }
        />
      </div>
      {open !== null && opened !== undefined && (
        <LoadItems
          key={`${open.person} ${open.at}`}
          title={
            open.at === UNDATED
              ? t('{name}, without dates', { name: opened.name })
              : t('{name}, {days}', { name: opened.name, days: cellTitle(scale, open.at, locale) })
          }
          sum={sumWords(opened.cells[open.at], words, opened.undated.length)}
          shares={shares(open)}
          words={words}
          isWhole={open.at === UNDATED || (words.counts && capacity === null)}
          onClose={() => {
            setOpen(null)
            focusPlace(box.current, shown)
          }}
        />
      )}
    </div>
  )
}

function sumWords(
  cell: Parameters<ReturnType<typeof loadWords>['cell']>[0] | undefined,
  words: ReturnType<typeof loadWords>,
  undated: number,
): string {
  return cell === undefined ? words.items(undated) : words.cell(cell)
}
