import { dayColumns, dayLanes, readSettings, spansDays, timelineView } from '@fulcrum/domain'
import type { BoardColumn, ColumnKind, Json, JsonObject } from '@fulcrum/domain'
import type { ShiftMode } from '@fulcrum/domain/schedule'
import { Button, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useClient, useKinds, useMe } from '../../../../shell/client-context.tsx'
import { lanesOf } from '../../../../shell/lateness.ts'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { spanAt } from '../calendar/spans.ts'
import { withBaseline, writeBaseline } from './baseline.ts'
import { isBox, isNumber, liveColumns, timelineColumns, waits } from './chosen-columns.ts'

const shiftWords: Readonly<Record<ShiftMode, { readonly title: string; readonly hint: string }>> = {
  'keep-slack': { title: t('Keep slack'), hint: t('Only what would begin too early is pushed') },
  'move-followers': { title: t('Move followers'), hint: t('All that wait for it, by as many working days') },
  leave: { title: t('Leave the others'), hint: t('What begins too early is marked') },
}

/** What is chosen of a timeline: its columns, what the others do when one moves, and what is drawn beside the bars. */
export function TimelineTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const { now } = useClient()
  const me = useMe().id
  const { kinds } = useKinds()
  const { shift = 'keep-slack' } = readSettings(timelineView, scene.spec.settings)
  return (
    <>
      <Button
        variant="plain"
        icon="flow"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, t('When an item moves'), shiftSections(scene), 'end')}
      >
        {shiftWords[shift].title}
      </Button>
      <Button
        variant="plain"
        icon="settings"
        aria-haspopup="menu"
        onClick={(event) =>
          overlays.menu(event.currentTarget, t('Timeline'), sections(scene, kinds.all(), now(), me), 'end')
        }
      >
        {t('Timeline')}
      </Button>
    </>
  )
}

function change({ spec, setSpec }: BoardScene, settings: JsonObject): void {
  setSpec({ ...spec, settings: { ...spec.settings, ...settings } })
}

function shiftSections(scene: BoardScene): readonly MenuSection[] {
  const { shift = 'keep-slack' } = readSettings(timelineView, scene.spec.settings)
  const modes = Object.keys(shiftWords) as ShiftMode[]
  return [
    {
      title: t('When an item moves'),
      items: modes.map((mode) => ({
        id: mode,
        ...shiftWords[mode],
        checked: mode === shift,
        onSelect: () => change(scene, { shift: mode }),
      })),
    },
  ]
}

function sections(scene: BoardScene, kinds: readonly ColumnKind[], now: number, me: string): readonly MenuSection[] {
  const settings = readSettings(timelineView, scene.spec.settings)
  const { critical = false, allDays = false } = settings
  const waiting = kinds.find(({ connections }) => connections?.waiting !== undefined)
  const columns = liveColumns(scene.state)
  const chosen = timelineColumns(scene.state, settings)
  const days = dayColumns(columns, settings)
  const able = columns.filter((column) => dayLanes(column) !== undefined)
  const choice = (
    id: string,
    title: string,
    offered: readonly BoardColumn[],
    now: number | null | undefined,
    more: readonly { readonly title: string; readonly value: number | null | undefined }[],
  ): MenuItem => ({
    id,
    title,
    disabled: offered.length === 0 && more.length < 2,
    items: [
      {
        items: [
          ...more.map(({ title: name, value }) => ({
            id: name,
            title: name,
            checked: now === value,
            onSelect: () => setOrClear(scene, id, value),
          })),
          ...offered.map((column) => ({
            id: String(column.number),
            title: column.title,
            checked: now === column.number,
            onSelect: () => change(scene, { [id]: column.number }),
          })),
        ],
      },
    ],
  })
  const parts: MenuItem[] = [choice('date', spansDay(days?.date) ? t('Days') : t('Start'), able, days?.date.number, [])]
  if (!spansDay(days?.date)) {
    const ends = able.filter((column) => !spansDays(column) && column !== days?.date)
    parts.push(choice('end', t('End'), ends, days?.end?.number ?? null, [{ title: t('None'), value: null }]))
  }
  parts.push(
    columns.some(waits) || !scene.rights.structure || waiting === undefined
      ? choice('dependency', t('Dependencies'), columns.filter(waits), chosen.dependency?.number ?? null, [
          { title: t('None'), value: null },
        ])
      : {
          id: 'dependency',
          title: t('Add a column of dependencies'),
          icon: 'plus',
          onSelect: () => addWaiting(scene, waiting),
        },
    choice('milestone', t('Milestones'), columns.filter(isBox), settings.milestone, [
      { title: t('Items of a single day'), value: undefined },
      { title: t('None'), value: null },
    ]),
    choice('progress', t('Progress'), columns.filter(isNumber), settings.progress, [
      { title: t('Done sub-items'), value: undefined },
      { title: t('None'), value: null },
    ]),
  )
  return [
    { title: t('What is drawn'), items: parts },
    {
      items: [
        {
          id: 'critical',
          title: t('Critical path'),
          hint: t('What would make the end late'),
          checked: critical,
          onSelect: () => change(scene, { critical: !critical }),
        },
        {
          id: 'all-days',
          title: t('Weekends and holidays count'),
          checked: allDays,
          onSelect: () => change(scene, { allDays: !allDays }),
        },
      ],
    },
    { title: t('Baseline'), items: baselineItems(scene, now, me) },
  ]
}

/** Adds a column by which items of this board wait for each other. */
function addWaiting({ structure, boardId }: BoardScene, kind: ColumnKind): void {
  // @NOTE the settings of a kind are an object; the schema says whether the boards are understood.
  const wanted = { ...(kind.defaultSettings as JsonObject), boards: [{ board: boardId, partner: null }] }
  const { data } = kind.settings.safeParse(wanted)
  structure.addColumn(kind, t('Waits for'), (data ?? kind.defaultSettings) as Json)
}

/** Sets a setting; undefined takes it out, so that the view chooses again. */
function setOrClear(scene: BoardScene, name: string, value: number | null | undefined): void {
  if (value !== undefined) {
    change(scene, { [name]: value })
    return
  }
  const { [name]: _, ...rest } = scene.spec.settings ?? {}
  scene.setSpec({ ...scene.spec, settings: rest })
}

function spansDay(column: BoardColumn | undefined): boolean {
  return column !== undefined && spansDays(column)
}

/** A baseline is saved with the view, for all who see it: it is no draft. */
function baselineItems(scene: BoardScene, now: number, me: string): readonly MenuItem[] {
  const { saved, structure, rights, runner, context, model, state } = scene
  const settings = readSettings(timelineView, scene.spec.settings)
  const kept = readSettings(timelineView, saved.spec.settings).kept?.baseline
  const { spans } = timelineColumns(state, settings)
  const may = rights.editView(saved.ownerId)
  const keep = (baseline: JsonObject | null): void =>
    structure.saveView(saved.id, { ...saved.spec, settings: withBaseline(saved.spec.settings, baseline) })
  const take = (): void => {
    if (spans === undefined || model === null) return
    const rows = model.infos.flatMap(({ id }) => [...model.rowsOf(id)]).flatMap((row) => [row, ...below(row)])
    const bars = writeBaseline(
      rows.flatMap((row) => {
        const span = spanAt(lanesOf(state), row, spans)
        return span === null ? [] : [[row, span] as const]
      }),
    )
    if (bars === null) runner.refuse(t('A view can keep a baseline of some 2,000 items: filter this one first.'))
    else keep({ at: now, by: me, bars })
  }
  const below = (row: number): number[] => model?.subRows(row).flatMap((child) => [child, ...below(child)]) ?? []
  const day = new Intl.DateTimeFormat(context.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: context.timeZone,
  })
  const why = may ? {} : { disabled: true, hint: t('Only those who may change the view') }
  return [
    {
      id: 'take',
      title: kept === undefined ? t('Keep the days of now') : t('Keep the days of now instead'),
      ...(kept !== undefined && {
        hint: t('Now: {at}, by {name}', { at: day.format(kept.at), name: context.person(kept.by)?.name ?? 'somebody' }),
      }),
      ...why,
      onSelect: take,
    },
    ...(kept === undefined
      ? []
      : [{ id: 'drop', title: t('Remove the baseline'), ...why, onSelect: () => keep(null) }]),
  ]
}
