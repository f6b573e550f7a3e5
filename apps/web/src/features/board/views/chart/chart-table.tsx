import { t } from '@fulcrum/ui/messages'
import type { ChartModel } from './chart-model.ts'

/** The figures of a chart as a table: for readers always, for everybody where it was chosen. */
export function ChartTable({
  model,
  title,
  shown,
}: {
  readonly model: ChartModel
  readonly title: string
  readonly shown: boolean
}) {
  const { bars, legend, figure } = model
  return (
    <div className={shown ? 'fch-table' : 'fu-hidden'}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Part')}</th>
            {legend.map(({ key, title: name }) => (
              <th key={String(key)} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{legend.length > 0 ? t('All') : t('Figure')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={String(bar.key)}>
              <th scope="row">{bar.title}</th>
              {legend.map(({ key }) => {
                const piece = bar.pieces.find(({ split }) => split === key)
                return <td key={String(key)}>{piece === undefined ? '' : figure(piece.value)}</td>
              })}
              <td>{bar.figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
