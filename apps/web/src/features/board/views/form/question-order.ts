import type { FormQuestionSettings } from '@fulcrum/domain'

type Questions = readonly FormQuestionSettings[]

/** The questions with one at another place, counted among the others. */
export function movedQuestion(questions: Questions, from: number, to: number): Questions {
  const moved = questions[from]
  if (moved === undefined || to < 0 || to >= questions.length) return questions
  const rest = questions.filter((_, at) => at !== from)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

/** Where a dragged card goes: behind all others whose middle is above the pointer. */
export function placeAt(middles: readonly number[], from: number, y: number): number {
  return middles.filter((middle, at) => at !== from && middle < y).length
}
