import { partFilter } from '@fulcrum/domain'
import type { ChartFigures, ChartSettings, FilterSpec } from '@fulcrum/domain'
import { NoPermissionState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { NoItems, NothingPasses } from '../../nothing-shown.tsx'
import { useScene } from '../../scene.tsx'
import { BarsAcross } from './bars-across.tsx'
import { BarsUp } from './bars-up.tsx'
import { BatteryChart } from './battery-chart.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { chartModel, type ChartModel } from './chart-model.ts'
import { ChartTable } from './chart-table.tsx'
import { chartTitle } from './chart-words.ts'
import { chartLines } from './copy-chart.ts'
import { LegendLine } from './legend-line.tsx'
import type { Mark } from './marks.ts'
import { useFigures } from './use-figures.ts'
import { useOpenTable } from './use-open-table.ts'

const lackWords = {
  by: t('The column that this chart goes by is not here: it was deleted, or it is not shown to you.'),
  split: t('The column that this chart is split by is not here: it was deleted, or it is not shown to you.'),
  of: t('The column of numbers that this chart computes with is not here: it was deleted, or it is not shown to you.'),
} as const

/** The items as they are now, as bars, a battery or one number. */
export function FiguresChart({ settings }: { readonly settings: ChartSettings }) {
  const { records, context, narrowed, find, starts } = useScene()
  const { plan, figures } = useFigures(settings)
  const [open, setOpen] = useState<Mark | null>(null)
  const openTable = useOpenTable()
  if ('lacks' in plan) return <NoPermissionState text={lackWords[plan.lacks]} />
  if (figures === null || figures.total.count === 0) {
    return narrowed ? (
      <NothingPasses {...(find === '' && { text: t('Nothing to count: no item passes the filter.') })} />
    ) : (
      <NoItems text={t('Nothing to count yet: the board has no items.')} start={() => starts.current?.() === true} />
    )
  }
  const { shape = 'bar' } = settings
  const model = chartModel(figures, records, context, shape === 'battery')
  const title = chartTitle(plan)
  const filter = open && filterOf(figures, open)
  return (
    <ChartFrame
      title={title}
      settings={settings}
      csv={() => chartLines(model)}
      open={open}
      onOpen={setOpen}
      rows={open === null ? [] : figures.rows(open.key, open.split)}
      {...(filter && { onTable: () => openTable(filter) })}
      note={
        narrowed
          ? t('{count, plural, one {# item} other {# items}} that pass the filter, as they are now.', {
              count: figures.total.count,
            })
          : t('{count, plural, one {# item} other {# items}}, as they are now.', { count: figures.total.count })
      }
      table={<ChartTable model={model} title={title} shown={settings.table === true} />}
    >
      {(width) =>
        shape === 'number' ? (
          <Figure model={model} figures={figures} onOpen={setOpen} title={title} />
        ) : (
          <>
            {shape === 'battery' ? (
              <BatteryChart model={model} width={width} />
            ) : model.overTime ? (
              <BarsUp model={model} width={width} />
            ) : (
              <BarsAcross model={model} width={width} />
            )}
            <LegendLine
              entries={
                shape === 'battery'
                  ? model.bars.map((bar) => ({
                      key: bar.key,
                      title: `${bar.title} ${bar.figure}${shareOf(bar.value, figures.total.value)}`,
                      colour: bar.pieces[0]?.colour ?? 'grey',
                      text: bar.pieces[0]?.text ?? bar.title,
                    }))
                  : model.legend
              }
              {...(shape === 'battery' && { onOpen: setOpen })}
            />
          </>
        )
      }
    </ChartFrame>
  )
}

interface FigureProps {
  readonly model: ChartModel
  readonly figures: ChartFigures
  readonly title: string
  readonly onOpen: (mark: Mark) => void
}

function Figure({ model, figures, title, onOpen }: FigureProps) {
  const figure = model.figure(figures.total.value)
  return (
    <button type="button" className="fch-number" onClick={() => onOpen({ key: null, text: title })}>
      <strong>{figure}</strong>
      <span>{title}</span>
    </button>
  )
}

function shareOf(value: number | null, total: number | null): string {
  return value === null || total === null || total <= 0 ? '' : ` (${Math.round((value / total) * 100)}%)`
}

/** What leaves only the items of a part; null where no words of a filter say it. */
function filterOf({ plan }: ChartFigures, { key, split }: Mark): FilterSpec | null {
  if (plan.by === null) return { and: [] }
  const parts = [partFilter(plan.by, key, plan.step)]
  if (plan.split !== null && split !== undefined) parts.push(partFilter(plan.split, split, plan.splitStep))
  const said = parts.filter((part) => part !== null)
  return said.length < parts.length ? null : said.length === 1 ? (said[0] ?? null) : { and: said }
}
