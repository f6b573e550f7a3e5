import type { Json } from '../../json.ts'

/** When a question is asked: once the answer to another one is this. */
export interface Condition {
  readonly column: number
  readonly is: number | boolean | string
}

/** Answers by question: a text, the numbers of choices, a tick, ids of people, or files. */
export type Answers = { readonly [column: string]: Json }

interface Conditional {
  readonly column: number | 'title'
  readonly when?: Condition
}

/**
 * The questions that are asked, given the answers so far. One whose condition looks at a question that is not asked itself is not
 * asked either. `shownQuestions(questions, { 3: [2] })`
 */
export function shownQuestions<Q extends Conditional>(questions: readonly Q[], answers: Answers): Q[] {
  const shown = new Map<number | 'title', Q>()
  for (const question of questions) {
    const { when } = question
    if (when === undefined || (shown.has(when.column) && isAnswered(answers[when.column], when.is))) {
      shown.set(question.column, question)
    }
  }
  return [...shown.values()]
}

function isAnswered(answer: Json | undefined, wanted: Condition['is']): boolean {
  if (typeof wanted === 'boolean') return (answer === true) === wanted
  if (Array.isArray(answer)) return answer.includes(wanted)
  return typeof answer === 'string' && answer.trim().toLowerCase() === String(wanted).trim().toLowerCase()
}
