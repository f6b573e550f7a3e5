import {
  chartFields,
  chartMeasures,
  chartNumbers,
  chartSteps,
  chartView,
  chartWindows,
  dayTypeOf,
  firstChartField,
  measuresOf,
  readSettings,
  viewField,
} from '@fulcrum/domain'
import type { ChartSettings, ChartShape, JsonObject, ViewField } from '@fulcrum/domain'
import { Button, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { measureWords } from './chart-words.ts'
import { overDays, splitsOverDays } from './history-fields.ts'

const shapeWords: readonly (readonly [ChartShape, string, string])[] = [
  ['bar', 'Bars', 'One bar for each value'],
  ['stacked', 'Stacked bars', 'Bars in the colours of a second column'],
  ['battery', 'Battery', 'How the whole splits'],
  ['number', 'Number', 'One figure of all items'],
  ['line', 'Line by day', 'How many there were on each day'],
  ['burn-up', 'Burn-up', 'What was to do and what is done, day by day'],
]

const stepWord = { day: 'Days', week: 'Weeks', month: 'Months', quarter: 'Quarters' } as const

/** What is chosen of a chart: its shape, its columns, what it computes, and the rest. */
export function ChartTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const settings = readSettings(chartView, scene.spec.settings)
  const { shape = 'bar' } = settings
  const over = overDays(shape)
  const by = settings.by === undefined ? firstChartField(scene.state) : viewField(scene.state, settings.by)
  const split =
    typeof (settings.split ?? null) === 'object' ? undefined : viewField(scene.state, settings.split ?? 'group')
  const menu = (
    title: string,
    sections: () => readonly MenuSection[],
    icon: 'dash' | 'group' | 'settings',
    text: string,
  ) => (
    <Button
      variant="plain"
      icon={icon}
      aria-haspopup="menu"
      onClick={(event) => overlays.menu(event.currentTarget, title, sections(), 'end')}
    >
      {text}
    </Button>
  )
  return (
    <>
      {menu(
        'Shape',
        () => shapeSections(scene, settings),
        'dash',
        shapeWords.find(([id]) => id === shape)?.[1] ?? 'Shape',
      )}
      {!over &&
        shape !== 'number' &&
        menu('By', () => bySections(scene, settings), 'group', `By: ${by?.title ?? 'gone'}`)}
      {(shape === 'stacked' || shape === 'line') &&
        menu(
          'Split by',
          () => splitSections(scene, settings),
          'group',
          split === undefined ? 'Split' : `Split: ${split.title}`,
        )}
      {menu('Measure', () => measureSections(scene, settings), 'dash', measureText(scene, settings))}
      {shape !== 'number' && menu('More of this chart', () => moreSections(scene, settings), 'settings', 'More')}
    </>
  )
}

function change({ spec, setSpec }: BoardScene, settings: JsonObject): void {
  setSpec({ ...spec, settings: { ...spec.settings, ...settings } })
}

function shapeSections(scene: BoardScene, { shape = 'bar', split = null }: ChartSettings): readonly MenuSection[] {
  return [
    {
      items: shapeWords.map(([id, title, hint]) => ({
        id,
        title,
        hint,
        checked: id === shape,
        onSelect: () => {
          // Stacked bars without colours are bars.
          const first = id === 'stacked' && split === null ? otherField(scene) : undefined
          change(scene, { shape: id, ...(first && { split: first.column }) })
        },
      })),
    },
  ]
}

function otherField({ state, spec }: BoardScene): ViewField | undefined {
  const { by = firstChartField(state).column } = readSettings(chartView, spec.settings)
  const fields = chartFields(state).filter(({ column }) => column !== by)
  return fields.find(({ group, source }) => group?.order !== undefined && source !== undefined) ?? fields[0]
}

function choices(fields: readonly ViewField[], chosen: unknown, onSelect: (field: ViewField) => void): MenuItem[] {
  return fields.map((field) => ({
    id: String(field.column),
    title: field.title,
    checked: field.column === chosen,
    onSelect: () => onSelect(field),
  }))
}

function bySections(scene: BoardScene, settings: ChartSettings): readonly MenuSection[] {
  const { by = firstChartField(scene.state).column, step = 'week' } = settings
  const field = viewField(scene.state, by)
  const days = field !== undefined && dayTypeOf(field) !== null
  return [
    {
      title: 'A part for each',
      items: choices(chartFields(scene.state), by, ({ column }) => change(scene, { by: column })),
    },
    ...(days
      ? [
          {
            title: 'Put together by',
            items: chartSteps.map((id) => ({
              id,
              title: stepWord[id],
              checked: id === step,
              onSelect: () => change(scene, { step: id }),
            })),
          },
        ]
      : []),
  ]
}

function splitSections(scene: BoardScene, { split = null, shape }: ChartSettings): readonly MenuSection[] {
  const fields = shape === 'line' ? splitsOverDays(scene.state) : chartFields(scene.state)
  return [
    {
      items: [
        { id: 'none', title: 'No split', checked: split === null, onSelect: () => change(scene, { split: null }) },
      ],
    },
    { title: 'In the colours of', items: choices(fields, split, ({ column }) => change(scene, { split: column })) },
  ]
}

function measureText({ state }: BoardScene, { measure = 'count', of = null, shape = 'bar' }: ChartSettings): string {
  if (measure === 'count') return 'Count'
  const field = of === null ? chartNumbers(state)[0] : viewField(state, of)
  return `${overDays(shape) ? 'Sum' : measureWords[measure]} of ${field?.title ?? 'gone'}`
}

function measureSections(scene: BoardScene, settings: ChartSettings): readonly MenuSection[] {
  const { measure = 'count', shape = 'bar' } = settings
  const numbers = chartNumbers(scene.state).filter(
    ({ source }) => !overDays(shape) || source?.kind.derive === undefined,
  )
  const of = settings.of ?? numbers[0]?.column
  return [
    {
      items: [
        {
          id: 'count',
          title: measureWords.count,
          checked: measure === 'count',
          onSelect: () => change(scene, { measure: 'count' }),
        },
      ],
    },
    {
      title: numbers.length === 0 ? 'Sums need a column of numbers' : 'Of the numbers in',
      items: numbers.map((field) => ({
        id: String(field.column),
        title: field.title,
        checked: measure !== 'count' && field.column === of,
        items: [
          {
            items: chartMeasures
              .filter((id) => (overDays(shape) ? id === 'sum' : measuresOf(field).includes(id)))
              .map((id) => ({
                id,
                title: measureWords[id],
                checked: id === measure && field.column === of,
                onSelect: () => change(scene, { measure: id, of: Number(field.column) }),
              })),
          },
        ],
      })),
    },
  ]
}

function moreSections(scene: BoardScene, settings: ChartSettings): readonly MenuSection[] {
  const { shape = 'bar', order = 'own', top = null, cumulative = false, table = false, days = 90 } = settings
  const figures: MenuSection = {
    items: [
      ...(shape === 'bar' || shape === 'stacked'
        ? [
            {
              id: 'cumulative',
              title: 'Add up from part to part',
              checked: cumulative,
              onSelect: () => change(scene, { cumulative: !cumulative }),
            },
          ]
        : []),
      {
        id: 'table',
        title: 'Show the figures as a table',
        checked: table,
        onSelect: () => change(scene, { table: !table }),
      },
    ],
  }
  if (overDays(shape)) {
    const windows = chartWindows.map((count) => ({
      id: String(count),
      title: count === 365 ? 'The last year' : `The last ${count} days`,
      checked: count === days,
      onSelect: () => change(scene, { days: count }),
    }))
    return [{ title: 'How far back', items: windows }, figures]
  }
  return [
    {
      title: 'Order',
      items: (
        [
          ['own', 'As the column has it'],
          ['largest', 'Largest first'],
          ['smallest', 'Smallest first'],
        ] as const
      ).map(([id, title]) => ({ id, title, checked: id === order, onSelect: () => change(scene, { order: id }) })),
    },
    {
      title: 'Parts',
      items: [null, 5, 10, 20].map((count) => ({
        id: String(count),
        title: count === null ? 'All of them' : `The largest ${count}, and others`,
        checked: count === top,
        onSelect: () => change(scene, { top: count }),
      })),
    },
    figures,
  ]
}
