import { DomainError } from '@fulcrum/domain'

interface Few {
  readonly atOnce: number
  /** When more than this wait it is an attack: turning one away is better than making all wait. */
  readonly maxWaiting: number
  /** What is said to whoever is turned away. */
  readonly refusal: string
}

/** Runs work that takes much memory, so many pieces at once; others wait for their turn in order. */
export function fewAtOnce({ atOnce, maxWaiting, refusal }: Few): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= maxWaiting) throw new DomainError('unavailable', refusal)
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
