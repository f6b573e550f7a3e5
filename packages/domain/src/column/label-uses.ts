import type { BoardReader } from '../board/board-reader.ts'
import type { BoardColumn } from '../board/columns.ts'
import { sameJson } from '../json.ts'
import type { Json } from '../json.ts'
import { isOfTemplate, templateAbove } from '../item/template.ts'
import { viewKind } from '../view/kinds/all.ts'
import { formView } from '../view/kinds/form.ts'
import type { BoardViewSpec } from '../view/spec.ts'
import type { LabelMerge } from './kind.ts'
import { rulesWithLabels, viewWithLabels } from './label-merge.ts'
import { rulesOf } from './rules/rules.ts'

/** What reads some labels of a column, as far as whoever asks sees it. */
export interface LabelUses {
  /** Items whose cell holds one of them; those of templates are told by these. */
  readonly items: number
  /** Titles of the items set aside as templates that hold one, or whose sub-items do. */
  readonly templates: readonly string[]
  /** Names of views whose filter or settings name one. */
  readonly views: readonly string[]
  /** Names of forms that ask on condition of one, or set one. */
  readonly forms: readonly string[]
  /** Titles of the columns that are computed with one. */
  readonly formulas: readonly string[]
  /** Titles of the columns of which a rule names one. */
  readonly rules: readonly string[]
}

/** What reads labels of a column beyond its board, as far as whoever asks may know. */
export interface LabelUsesElsewhere {
  /** Columns of other boards that are computed with one. */
  readonly formulas: readonly { readonly board: string; readonly boardName: string; readonly title: string }[]
  /** How many more there are that the asker may not see. */
  readonly hiddenFormulas: number
  /** Templates that were made of the board and have one of the labels still. */
  readonly templates: readonly LabelTemplate[]
}

/** How a template reads labels of the board that it was made of. */
export interface LabelTemplate {
  readonly id: string
  readonly name: string
  /** Its copy of the board. */
  readonly board: string
  readonly items: number
  readonly views: number
  readonly forms: number
  readonly formulas: number
  readonly rules: number
  /** Labels of the board that it neither has nor can take over: a merge into one of them leaves it as it is. */
  readonly refuses: readonly number[]
  /** Whether the asker may have it follow. */
  readonly mayChange: boolean
}

/** No label has this number: what says something else with it reads one of the labels. */
const nowhere = 0

/** What reads these labels of a column. A look at every item and view: for when somebody asks. */
export function labelUses(board: BoardReader, column: BoardColumn, numbers: readonly number[]): LabelUses {
  const merge: LabelMerge = { from: numbers, into: nowhere }
  const live = board.columns().filter(({ fields }) => fields['deletedAt'] === undefined)
  const rows = rowsWithLabels(board, column, merge).map(({ row }) => row)
  const ofTemplates = rows.filter((row) => isOfTemplate(board, row))
  const templates = new Set(ofTemplates.map((row) => templateAbove(board, row)))
  const views = liveViews(board).filter(
    ({ kind, spec }) => !sameJson(viewWithLabels(spec, column, merge, viewKind(kind)) as Json, spec as Json),
  )
  const [forms, others] = [true, false].map((wanted) => views.filter(({ kind }) => (kind === formView.id) === wanted))
  return {
    items: rows.length - ofTemplates.length,
    templates: [...templates].map((row) => String(board.system(row, 'title') ?? '')),
    views: names(others),
    forms: names(forms),
    formulas: live
      .filter(({ kind, settings }) => {
        const after = kind.withLabels?.(settings, column.number, merge)
        return after !== undefined && !sameJson(after, settings)
      })
      .map(({ title }) => title),
    rules: live
      .filter((each) => {
        const rules = rulesOf(each)
        return !sameJson(rulesWithLabels(rules, each.number, column, merge) as Json, rules as Json)
      })
      .map(({ title }) => title),
  }
}

function names(views: readonly { readonly name: string }[] = []): string[] {
  return views.map(({ name }) => name)
}

/** The rows whose cells hold labels that are to become another. */
export function rowsWithLabels(
  board: BoardReader,
  { number, kind, settings }: BoardColumn,
  merge: LabelMerge,
  most = Number.POSITIVE_INFINITY,
): { readonly row: number; readonly value: Json }[] {
  const found: { row: number; value: Json }[] = []
  for (let row = 0; row < board.rowCount && found.length < most; row++) {
    const value = board.cell(row, number)
    if (value === null) continue
    const after = kind.labels?.value(value, settings, merge) ?? value
    if (!sameJson(after, value)) found.push({ row, value: after })
  }
  return found
}

/** The views of a board that are there. */
export function liveViews(board: BoardReader) {
  return [...board.records('view')].flatMap(([id, { name, kind, spec, deletedAt }]) =>
    // @NOTE a stored spec passed its schema.
    deletedAt !== undefined || spec === undefined || spec === null
      ? []
      : [{ id, name: String(name), kind, spec: spec as BoardViewSpec }],
  )
}
