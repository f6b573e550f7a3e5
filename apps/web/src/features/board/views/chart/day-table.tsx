import { t } from '@fulcrum/ui/messages'
import { stepWords } from './chart-words.ts'
import type { DaySeries } from './day-lines.ts'

interface DayTableProps {
  readonly series: readonly DaySeries[]
  readonly first: number
  readonly title: string
  readonly shown: boolean
  readonly locale: string
}

/** Lines over days as a table, the last day first: for readers always, for everybody where it was chosen. */
export function DayTable({ series, first, title, shown, locale }: DayTableProps) {
  const days = series[0]?.values.length ?? 0
  return (
    <div className={shown ? 'fch-table' : 'fu-hidden'}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Day')}</th>
            {series.map((line) => (
              <th key={line.key} scope="col">
                {line.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: days }, (_, back) => days - 1 - back).map((at) => (
            <tr key={at}>
              <th scope="row">{stepWords(first + at, 'day', locale)}</th>
              {series.map((line) => (
                <td key={line.key}>{line.values[at] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
