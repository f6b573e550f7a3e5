import type { ParseContext } from '../../column/kind.ts'
import { checkedValue } from '../../item/cells.ts'
import { itemTitle } from '../../item/title.ts'
import { DomainError } from '../../errors.ts'
import type { Json } from '../../json.ts'
import type { ViewBoard } from '../fields.ts'
import type { FormQuestion } from './questions.ts'
import { shownQuestions, type Answers } from './shown.ts'

/** What is wrong with the answer to one question. */
export interface AnswerProblem {
  readonly column: number | 'title'
  readonly message: string
}

/** An item as the answers say it. */
export interface AnsweredItem {
  readonly title: string
  readonly cells: readonly { readonly column: number; readonly value: Json }[]
}

/** The characters that one answer may have. */
export const maxAnswer = 20_000

/**
 * Makes answers into an item, or says what is wrong with each. What is not asked, because of a condition or because there is no
 * such question, is left out whatever it says.
 */
export function readAnswers(
  board: ViewBoard,
  questions: readonly FormQuestion[],
  answers: Answers,
  texts: ParseContext,
): AnsweredItem | { readonly problems: readonly AnswerProblem[] } {
  const problems: AnswerProblem[] = []
  const cells: { readonly column: number; readonly value: Json }[] = []
  let title = ''
  for (const question of shownQuestions(questions, answers)) {
    const { column } = question
    try {
      const value = readAnswer(board, question, answers[column] ?? null, texts)
      if (column === 'title') title = String(value ?? '')
      else if (value !== null) cells.push({ column, value })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      problems.push({ column, message: error.message })
    }
  }
  return problems.length > 0 ? { problems } : { title, cells }
}

function readAnswer(board: ViewBoard, question: FormQuestion, answer: Json, texts: ParseContext): Json {
  const { column: number, ask, required } = question
  const value = isNothing(answer) ? null : shapedAnswer(question, answer)
  if (value === null) {
    if (!required) return null
    throw refused(ask.as === 'tick' ? 'Tick this to go on.' : 'This needs an answer.')
  }
  if (number === 'title') return checkedTitle(String(value))
  const column = board.column(number)
  if (column === undefined) return null
  if (ask.as !== 'line' && ask.as !== 'lines') return checkedValue(column, value)
  const read = column.kind.parse(String(value), column.settings, texts)
  if (!read.ok) throw refused(read.message)
  return checkedValue(column, read.value)
}

/** The answer in the shape that its question asks for. */
function shapedAnswer({ ask }: FormQuestion, answer: Json): Json {
  switch (ask.as) {
    case 'line':
    case 'lines':
      if (typeof answer !== 'string') throw refused('Expected a text.')
      if (answer.length > maxAnswer) throw refused(`Use at most ${maxAnswer.toLocaleString('en')} characters.`)
      return ask.as === 'line' && ask.input === 'datetime-local' ? answer.replace('T', ' ') : answer
    case 'tick':
      return answer === true ? true : null
    case 'choices': {
      const given = listOf(answer)
      if (given.some((one) => !ask.choices.some(({ number }) => number === one))) {
        throw refused('This is not one of the choices any more: choose again.')
      }
      if (!ask.several && given.length > 1) throw refused('Choose one.')
      return ask.list ? given : (given[0] ?? null)
    }
    case 'persons': {
      const given = listOf(answer)
      if (!ask.several && given.length > 1) throw refused('Choose one person.')
      return given
    }
    case 'files':
      return listOf(answer)
  }
}

function listOf(answer: Json): Json[] {
  if (!Array.isArray(answer)) throw refused('Expected a list.')
  return [...answer]
}

function isNothing(answer: Json): boolean {
  if (typeof answer === 'string') return answer.trim() === ''
  return answer === null || answer === false || (Array.isArray(answer) && answer.length === 0)
}

function checkedTitle(text: string): string {
  const read = itemTitle.safeParse(text.replaceAll(/\p{Cc}+/gu, ' '))
  if (read.success) return read.data
  throw refused(read.error.issues[0]?.message ?? 'This needs an answer.')
}

function refused(message: string): DomainError {
  return new DomainError('invalid', message)
}

const onlyLinks = /^\s*(?:(?:https?:\/\/|www\.)\S+\s*)+$/i

/** Whether all texts of answers are nothing but addresses: what advertising looks like. */
export function isOnlyLinks(answers: Answers): boolean {
  const texts = Object.values(answers).filter((answer) => typeof answer === 'string' && answer.trim() !== '')
  return texts.length > 0 && texts.every((text) => onlyLinks.test(String(text)))
}
