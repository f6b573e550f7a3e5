import { calendarView, dayColumns, dayLanes, readSettings, spansDays } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import { Button, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { canColour, colourColumn } from './item-look.ts'

/** What is chosen of a calendar: the columns by which items stand in it, and the one that colours them. */
export function CalendarTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const settings = readSettings(calendarView, scene.spec.settings)
  const days = dayColumns(scene.records.columns, settings)
  const colour = colourColumn(scene.records.columns, settings.colour)
  if (days === undefined) return null
  const dates = days.end === undefined ? days.date.title : `${days.date.title} – ${days.end.title}`
  return (
    <>
      <Button
        variant="plain"
        icon="calendar"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, t('Dates'), dateSections(scene), 'end')}
      >
        {dates}
      </Button>
      <Button
        variant="plain"
        icon="tag"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, t('Colour'), colourSections(scene), 'end')}
      >
        {colour === undefined ? t('Colour') : t('Colour: {title}', { title: colour.title })}
      </Button>
    </>
  )
}

/** Changes settings of the view that is shown. */
export function changeSettings({ spec, setSpec }: BoardScene, settings: JsonObject): void {
  setSpec({ ...spec, settings: { ...spec.settings, ...settings } })
}

function dateSections(scene: BoardScene): readonly MenuSection[] {
  const { columns } = scene.records
  const days = dayColumns(columns, readSettings(calendarView, scene.spec.settings))
  const able = columns.filter((column) => dayLanes(column) !== undefined)
  const ends = able.filter((column) => column !== days?.date && !spansDays(column))
  const choices: MenuSection = {
    title: t('Items stand by'),
    items: able.map((column) => ({
      id: String(column.number),
      title: column.title,
      checked: column === days?.date,
      onSelect: () => changeSettings(scene, { date: column.number, end: null }),
    })),
  }
  if (days === undefined || spansDays(days.date) || ends.length === 0) return [choices]
  const choose = (end: number | null): void => changeSettings(scene, { date: days.date.number, end })
  return [
    choices,
    {
      title: t('And end by'),
      items: [
        { id: 'no-end', title: t('The same day'), checked: days.end === undefined, onSelect: () => choose(null) },
        ...ends.map(({ number, title }) => ({
          id: `end-${number}`,
          title,
          checked: number === days.end?.number,
          onSelect: () => choose(number),
        })),
      ],
    },
  ]
}

function colourSections(scene: BoardScene): readonly MenuSection[] {
  const { columns } = scene.records
  const colour = colourColumn(columns, readSettings(calendarView, scene.spec.settings).colour)
  return [
    {
      items: [
        {
          id: 'none',
          title: t('No colour'),
          checked: colour === undefined,
          onSelect: () => changeSettings(scene, { colour: null }),
        },
      ],
    },
    {
      title: t('By the labels of'),
      items: columns.filter(canColour).map(({ number, title }) => ({
        id: String(number),
        title,
        checked: number === colour?.number,
        onSelect: () => changeSettings(scene, { colour: number }),
      })),
    },
  ]
}
