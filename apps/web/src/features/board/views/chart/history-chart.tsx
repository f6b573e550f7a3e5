import { chartNumbers, stageColumn, viewField } from '@fulcrum/domain'
import type { ChartSettings } from '@fulcrum/domain'
import { EmptyState, NoPermissionState, Skeleton } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { NoItems, NothingPasses } from '../../nothing-shown.tsx'
import { useScene } from '../../scene.tsx'
import { Failure } from '../../../../shell/failure.tsx'
import { ChartFrame } from './chart-frame.tsx'
import { DayTable } from './day-table.tsx'
import { dayLines, historyNote, type DaySeries } from './day-lines.ts'
import { LegendLine } from './legend-line.tsx'
import { LinesChart } from './lines-chart.tsx'
import { useHistory, type HistoryAsk } from './use-history.ts'

interface HistoryChartProps {
  readonly settings: ChartSettings
  readonly shape: 'line' | 'burn-up'
}

/** How the board was day by day: lines for the values of a column, or what was to do and what is done. */
export function HistoryChart({ settings, shape }: HistoryChartProps) {
  const { boardId, state, records, context, spec, starts } = useScene()
  const { measure = 'count', days = 90 } = settings
  const stage = stageColumn(state)
  const split =
    shape === 'line' && settings.split !== null && settings.split !== undefined
      ? viewField(state, settings.split)
      : null
  const numbers = chartNumbers(state).filter(({ source }) => source?.kind.derive === undefined)
  const of =
    measure === 'count'
      ? null
      : (numbers.find(({ column }) => column === settings.of) ?? (settings.of ? undefined : numbers[0]))
  const by =
    shape === 'burn-up'
      ? 'stage'
      : split?.column === 'group'
        ? 'group'
        : typeof split?.column === 'number'
          ? split.column
          : null
  const asked: HistoryAsk = {
    board: boardId,
    by,
    sum: typeof of?.column === 'number' ? of.column : null,
    filter: spec.filter ?? null,
    days,
  }
  const lacks =
    split === undefined || of === undefined
      ? t('A column of this chart is not here: it was deleted, or it is not shown to you.')
      : shape === 'burn-up' && stage === undefined
        ? t('A burn-up needs a status column whose labels have stages: it says what is done.')
        : null
  const { history, failed, again } = useHistory(asked, lacks === null)
  if (lacks !== null)
    return shape === 'burn-up' && stage === undefined ? (
      <EmptyState icon="dash" text={lacks} />
    ) : (
      <NoPermissionState text={lacks} />
    )
  if (history === null) {
    return failed === null ? (
      <div className="fch">
        <div className="fch-main" aria-busy="true">
          <Skeleton lines={6} />
        </div>
      </div>
    ) : (
      <Failure
        trouble={failed}
        refused={t('How this board was day by day is not shared with you. Ask an owner of the board.')}
        onRetry={again}
      />
    )
  }
  if (history.items === 0) {
    const text = t('Nothing to count on these days.')
    if (spec.filter) return <NothingPasses text={text} clears="filter" />
    if (state.items.rowCount > 0) return <EmptyState icon="dash" text={text} />
    return (
      <NoItems text={t('Nothing to count yet: the board has no items.')} start={() => starts.current?.() === true} />
    )
  }
  const what = of ? t('Sum of {title}', { title: of.title }) : t('Items')
  const title =
    shape === 'burn-up'
      ? t('Burn-up: {what} by day', { what: what.toLocaleLowerCase('en') })
      : split
        ? t('{what} by day and {title}', { what, title: split.title })
        : t('{what} by day', { what })
  const series: readonly DaySeries[] = dayLines(history, shape, split ?? null, records, context)
  return (
    <ChartFrame
      title={title}
      settings={settings}
      csv={() => [
        [t('Day'), ...series.map((line) => line.title)],
        ...Array.from({ length: days }, (_, at) => [
          new Date((history.first + at) * 86_400_000).toISOString().slice(0, 10),
          ...series.map((line) => String(line.values[at] ?? 0)),
        ]),
      ]}
      open={null}
      onOpen={() => undefined}
      rows={[]}
      note={historyNote(history, { days, shape, filtered: asked.filter !== null }, context)}
      table={
        <DayTable
          series={series}
          first={history.first}
          title={title}
          shown={settings.table === true}
          locale={context.locale}
        />
      }
    >
      {(width) => (
        <>
          <LinesChart
            series={series}
            first={history.first}
            width={width}
            locale={context.locale}
            whole={of === null}
            label={title}
          />
          <LegendLine entries={series.map((line) => ({ ...line, title: `${line.title} ${line.figure}` }))} />
        </>
      )}
    </ChartFrame>
  )
}
