import type { BoardColumn } from '../../board/columns.ts'
import type { BoardState } from '../../board/board-state.ts'
import type { Ask } from '../../column/ask.ts'
import { wantedForNew } from '../../column/rules/resting.ts'
import { rulesOf } from '../../column/rules/rules.ts'
import type { ViewBoard } from '../fields.ts'
import type { FormQuestionSettings, FormSettings } from '../kinds/form.ts'
import type { Condition } from './shown.ts'

/** Who answers: people of the account, or anybody with the link, who are shown no person of the account. */
export type FormAudience = 'members' | 'anybody'

/** A question as it is asked. It has nothing of the board but what it asks for. */
export interface FormQuestion {
  readonly column: number | 'title'
  readonly label: string
  readonly help: string
  readonly required: boolean
  readonly ask: Ask
  readonly when?: Condition
}

/**
 * How a form asks for a column; null where it does not: of what others compute, of what only some may read or fill, and of people
 * where anybody may answer.
 */
export function askedBy({ kind, fields, lanes, settings }: BoardColumn, audience: FormAudience): Ask | null {
  if (fields['deletedAt'] !== undefined || lanes.every(({ own }) => !own)) return null
  if (Array.isArray(fields['readers']) || Array.isArray(fields['editors'])) return null
  if (kind.connections !== undefined || kind.tracksTime !== undefined) return null
  if (kind.asks === undefined) return kind.references === undefined ? { as: 'line' } : null
  const ask = kind.asks(settings)
  return ask.as === 'persons' && audience === 'anybody' ? null : ask
}

/**
 * The questions of a form in their order: those about columns that can be asked for. The title, without which there is no item, is
 * always one, and has to be answered. A condition counts where what it looks at is asked before.
 */
export function formQuestions(board: ViewBoard, settings: FormSettings, audience: FormAudience): FormQuestion[] {
  const said = settings.questions ?? []
  const all = said.some(({ column }) => column === 'title') ? said : [titleQuestion, ...said]
  const questions: FormQuestion[] = []
  for (const question of all) {
    if (questions.some(({ column }) => column === question.column)) continue
    const asked = asQuestion(board, question, audience)
    if (asked === null) continue
    const { when } = question
    const isAskedBefore = when !== undefined && questions.some(({ column }) => column === when.column)
    questions.push(isAskedBefore && question.column !== 'title' ? { ...asked, when } : asked)
  }
  return questions
}

const titleQuestion: FormQuestionSettings = { column: 'title', required: true }

function asQuestion(
  board: ViewBoard,
  { column: number, label, help, required }: FormQuestionSettings,
  audience: FormAudience,
): FormQuestion | null {
  const said = { help: help?.trim() ?? '' }
  if (number === 'title') {
    return { column: number, label: filled(label) ?? 'Title', ...said, required: true, ask: { as: 'line' } }
  }
  const column = board.column(number)
  const ask = column === undefined ? null : askedBy(column, audience)
  if (column === undefined || ask === null) return null
  const isRequired = required === true || isRequiredOfAll(column)
  return { column: number, label: filled(label) ?? column.title, ...said, required: isRequired, ask }
}

/** Whether the board takes no item without a value here: then a form cannot do without an answer either. */
export function isRequiredOfAll(column: BoardColumn): boolean {
  return rulesOf(column).required === 'always'
}

/** The columns that the board requires of a new item and that a form neither asks for nor sets: no answer of it is taken. */
export function missingFromForm(
  board: BoardState,
  settings: FormSettings,
  questions: readonly FormQuestion[],
): BoardColumn[] {
  const asked = new Set(questions.map(({ column }) => column))
  return wantedForNew(board, fixedCells(board, settings, questions), false).filter(({ number }) => !asked.has(number))
}

/** The group into which answers go; undefined on a board without one. */
export function groupOfAnswers(board: ViewBoard, { group }: FormSettings): number | undefined {
  const groups = [...board.records('group')]
    .filter(([, fields]) => fields['deletedAt'] === undefined)
    .map(([, fields]) => ({ number: Number(fields['number']), rank: String(fields['rank'] ?? '') }))
    .sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.number - right.number))
  return (groups.find(({ number }) => number === group) ?? groups[0])?.number
}

/** What is set beside the answers, of columns that are there and that whoever answers is not asked for. */
export function fixedCells(board: ViewBoard, settings: FormSettings, questions: readonly FormQuestion[]) {
  return (settings.fixed ?? []).filter(({ column: number, value }) => {
    const column = board.column(number)
    if (column === undefined || value === null || askedBy(column, 'members') === null) return false
    return !questions.some((question) => question.column === number)
  })
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}
