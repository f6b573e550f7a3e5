import { errorText, formulaReader } from '@fulcrum/domain/formula'
import type { CompiledFormula } from '@fulcrum/domain/formula'
import { t } from '@fulcrum/ui/messages'
import type { SettingsBoard, ViewContext } from '../view-contract.web.ts'
import type { FormulaSettings } from './column.ts'
import { kept, resultOf } from './derive.ts'
import { shownValue } from './shown.ts'

interface PreviewProps {
  readonly formula: CompiledFormula
  readonly settings: FormulaSettings
  readonly board: SettingsBoard
  readonly context: ViewContext
}

const shownRows = 5

/** What a formula comes to on real items, before it is saved. */
export function FormulaPreview({ formula, settings, board, context }: PreviewProps) {
  const { reader, rows, schema } = board
  const isHere = formula.inputs.every(
    (input) =>
      input.of !== 'linked' ||
      typeof input.column === 'string' ||
      schema.board(input.board)?.column(input.column) !== undefined,
  )
  if (!isHere)
    return <p className="fc-hint">{t('What it comes to shows once it is saved: it reads more of another board.')}</p>
  const cells = formulaReader(reader)
  const tried = rows.slice(0, shownRows).map((row) => ({
    row,
    title: String(reader.lane('title', row) ?? ''),
    result: resultOf(formula.evaluate(cells, row)),
  }))
  if (tried.length === 0) return null
  const shown = { ...settings, type: kept(formula.type) }
  return (
    <table className="fc-formula-preview">
      <caption className="fu-hidden">{t('What it comes to on the first items')}</caption>
      <tbody>
        {tried.map(({ row, title, result }) => (
          <tr key={row}>
            <th scope="row">{title}</th>
            <td data-wrong={(result !== null && 'error' in result) || undefined}>
              {result === null ? (
                <span className="fc-quiet">{t('empty')}</span>
              ) : 'error' in result ? (
                errorText(result)
              ) : (
                shownValue(result.value, shown, context)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
