import './formula.css'
import { compileFormula, formulaSchema, printFormula, typeName } from '@fulcrum/domain/formula'
import type { FormulaSchema } from '@fulcrum/domain/formula'
import { Select, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect, useMemo, useState } from 'react'
import type { SettingsProps } from '../view-contract.web.ts'
import type { FormulaSettings } from './column.ts'
import { kept } from './derive.ts'
import { useSchema } from './far-columns.web.ts'
import { FormulaField } from './field.web.tsx'
import { FormulaPreview } from './preview.web.tsx'

const noColumns: FormulaSchema = { columns: [] }

/** Where a formula is written: with names completed, what is wrong marked, and what it comes to on the first items. */
export function FormulaForm({ settings, board, context, onChange }: SettingsProps<FormulaSettings>) {
  const named = useSchema(board, context)
  const schema = useMemo(() => (named ? formulaSchema(named, board?.self) : noColumns), [named, board?.self])
  const [text, setText] = useState(() => printFormula(settings.text, schema))
  const compiled = text.trim() === '' ? null : compileFormula(text, schema)
  const errors = compiled === null || compiled.ok ? [] : compiled.errors
  const formula = compiled?.ok === true ? compiled.formula : null
  const figures = formula?.type === 'number'

  function write(next: string): void {
    setText(next)
    if (next.trim() === '') return onChange({ ...settings, text: '', type: 'blank' })
    const read = compileFormula(next, schema)
    // What cannot be read is given on as it stands, so that saving it is refused rather than forgotten.
    if (!read.ok) return onChange({ ...settings, text: next })
    const { stored, type } = read.formula
    onChange({ ...settings, text: String(stored), type: kept(type) })
  }

  // What was typed before the columns of other boards were known may be right now.
  useEffect(() => {
    if (settings.text === text && compiled?.ok === true && compiled.formula.stored !== text) write(text)
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [schema])

  return (
    <div className="fc-form">
      <FormulaField text={text} schema={schema} errors={errors} onChange={write} />
      <p className="fc-formula-says" role="status" data-wrong={errors.length > 0 || undefined}>
        {errors[0] !== undefined
          ? t('At character {count}: {message}', { count: errors[0].from + 1, message: told(errors[0].message) })
          : formula === null
            ? t("Columns stand in braces: '{'Points'}' * 2. Type to see columns and functions.")
            : t('Comes to {typeName}.', { typeName: typeName(formula.type) })}
      </p>
      {formula !== null && board !== undefined && (
        <FormulaPreview formula={formula} settings={settings} board={board} context={context} />
      )}
      {figures && (
        <div className="fc-form-pair">
          <TextField
            label={t('Unit')}
            value={settings.unit === undefined ? '' : String(settings.unit)}
            maxLength={20}
            placeholder={t('points, h, €')}
            onChange={(event) => {
              const { unit: _, ...rest } = settings
              const unit = event.target.value.trimStart()
              // @NOTE a rest of settings is settings.
              onChange((unit === '' ? rest : { ...rest, unit }) as FormulaSettings)
            }}
          />
          <Select
            label={t('Decimals')}
            options={[{ id: 'any', title: t('As many as there are') }, ...decimals.map((id) => ({ id, title: id }))]}
            value={settings.precision === undefined ? 'any' : String(settings.precision)}
            onChange={(picked) => {
              const { precision: _, ...rest } = settings
              // @NOTE as above.
              onChange((picked === 'any' ? rest : { ...rest, precision: Number(picked) }) as FormulaSettings)
            }}
          />
        </div>
      )}
    </div>
  )
}

const decimals = ['0', '1', '2', '3', '4']
