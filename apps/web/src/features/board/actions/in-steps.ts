import { must, type Json } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { Work } from '../../../shell/take-back.ts'
import type { Runner, Step } from './runner.ts'

/** One command again and again, each time with what `more` makes of the last answer, until that is null: one piece of work. */
export function inSteps(runner: Runner, { command, args }: Step, more: (result: Json) => Step['args'] | null): Work {
  const batch = runner.newId()
  const step = async (next: Step['args']): Promise<Answer[]> => {
    const answers = await Promise.all(runner.all([{ command, args: next }], batch).answers)
    const [answer] = answers
    const following = answer?.ok === true ? more(answer.result ?? null) : null
    return following === null ? answers : step(following)
  }
  const last = async (): Promise<Answer> => must((await step(args)).at(-1), 'an answer to the last step')
  return { batch, answers: [last()] }
}
