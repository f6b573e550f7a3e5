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
  overDays,
  readSettings,
  viewField,
} from '@fulcrum/domain'
import type { ChartSettings, ChartShape, JsonObject, ViewField } from '@fulcrum/domain'
import { Button, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { measureWords } from './chart-words.ts'
import { splitsOverDays } from './history-fields.ts'

const shapeWords: readonly (readonly [ChartShape, string, string])[] = [
  ['bar', t('Bars'), t('One bar for each value')],
  ['stacked', t('Stacked bars'), t('Bars in the colours of a second column')],
  ['battery', t('Battery'), t('How the whole splits')],
  ['number', t('Number'), t('One figure of all items')],
  ['line', t('Line by day'), t('How many there were on each day')],
  ['burn-up', t('Burn-up'), t('What was to do and what is done, day by day')],
]

const stepWord = { day: 'Days', week: t('Weeks'), month: 'Months', quarter: t('Quarters') } as const

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
        t('Shape'),
        () => shapeSections(scene, settings),
        'dash',
        shapeWords.find(([id]) => id === shape)?.[1] ?? t('Shape'),
      )}
      {!over &&
        shape !== 'number' &&
        menu(t('By'), () => bySections(scene, settings), 'group', t('By: {title}', { title: by?.title ?? t('gone') }))}
      {(shape === 'stacked' || shape === 'line') &&
        menu(
          t('Split by'),
          () => splitSections(scene, settings),
          'group',
          split === undefined ? t('Split') : t('Split: {title}', { title: split.title }),
        )}
      {menu(t('Measure'), () => measureSections(scene, settings), 'dash', measureText(scene, settings))}
      {shape !== 'number' && menu(t('More of this chart'), () => moreSections(scene, settings), 'settings', t('More'))}
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
      title: t('A part for each'),
      items: choices(chartFields(scene.state), by, ({ column }) => change(scene, { by: column })),
    },
    ...(days
      ? [
          {
            title: t('Put together by'),
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
        { id: 'none', title: t('No split'), checked: split === null, onSelect: () => change(scene, { split: null }) },
      ],
    },
    { title: t('In the colours of'), items: choices(fields, split, ({ column }) => change(scene, { split: column })) },
  ]
}

function measureText({ state }: BoardScene, { measure = 'count', of = null, shape = 'bar' }: ChartSettings): string {
  if (measure === 'count') return t('Count')
  const field = of === null ? chartNumbers(state)[0] : viewField(state, of)
  return t('{value} of {title}', {
    value: overDays(shape) ? t('Sum') : measureWords[measure],
    title: field?.title ?? t('gone'),
  })
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
      title: numbers.length === 0 ? t('Sums need a column of numbers') : t('Of the numbers in'),
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
              title: t('Add up from part to part'),
              checked: cumulative,
              onSelect: () => change(scene, { cumulative: !cumulative }),
            },
          ]
        : []),
      {
        id: 'table',
        title: t('Show the figures as a table'),
        checked: table,
        onSelect: () => change(scene, { table: !table }),
      },
    ],
  }
  if (overDays(shape)) {
    const windows = chartWindows.map((count) => ({
      id: String(count),
      title: count === 365 ? t('The last year') : t('The last {count} days', { count }),
      checked: count === days,
      onSelect: () => change(scene, { days: count }),
    }))
    return [{ title: t('How far back'), items: windows }, figures]
  }
  return [
    {
      title: t('Order'),
      items: (
        [
          ['own', t('As the column has it')],
          ['largest', t('Largest first')],
          ['smallest', t('Smallest first')],
        ] as const
      ).map(([id, title]) => ({ id, title, checked: id === order, onSelect: () => change(scene, { order: id }) })),
    },
    {
      title: t('Parts'),
      items: [null, 5, 10, 20].map((count) => ({
        id: String(count),
        title: count === null ? t('All of them') : t('The largest {count}, and others', { count }),
        checked: count === top,
        onSelect: () => change(scene, { top: count }),
      })),
    },
    figures,
  ]
}
