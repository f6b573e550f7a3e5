import { DomainError } from '@fulcrum/domain'
import { networkOf } from '../auth/attempts.ts'

/** So many at once, then so many an hour. */
interface Pace {
  readonly atOnce: number
  readonly anHour: number
}

/** What is counted: openings and answers of a network, and answers and files of a form, wherever they come from. */
const paces = {
  open: { atOnce: 60, anHour: 1_200 },
  answer: { atOnce: 15, anHour: 120 },
  file: { atOnce: 30, anHour: 240 },
  formAnswer: { atOnce: 120, anHour: 1_200 },
  formFile: { atOnce: 120, anHour: 1_200 },
} as const satisfies Readonly<Record<string, Pace>>

type Counted = keyof typeof paces

const hourMs = 60 * 60 * 1_000
/** Counts in memory before those are let go that are full again. */
const sweepAt = 20_000

interface Bucket {
  readonly counted: Counted
  left: number
  at: number
}

/**
 * Counts what comes to forms, by networks and by form: a person, or an office, notices nothing of it, and a robot is held up. Each
 * node counts for itself. `now` is a clock in milliseconds that never goes back.
 */
export function formPace(now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>()

  const bucketOf = (counted: Counted, who: string): Bucket => {
    const key = `${counted} ${who}`
    const { atOnce } = paces[counted]
    const found = buckets.get(key)
    if (found === undefined) {
      if (buckets.size >= sweepAt) sweep()
      const fresh = { counted, left: atOnce, at: now() }
      buckets.set(key, fresh)
      return fresh
    }
    found.left = filled(found)
    found.at = now()
    return found
  }

  const filled = ({ counted, left, at }: Bucket): number => {
    const { atOnce, anHour } = paces[counted]
    return Math.min(atOnce, left + ((now() - at) * anHour) / hourMs)
  }

  const sweep = (): void => {
    for (const [key, bucket] of buckets) if (filled(bucket) >= paces[bucket.counted].atOnce) buckets.delete(key)
  }

  return {
    /** Lets one in, or refuses it with how long to wait. Who is refused is not counted, on neither side. */
    admit(asked: { readonly network: Counted; readonly form?: Counted }, address: string, form: string): void {
      const ones = [bucketOf(asked.network, networkOf(address))]
      if (asked.form !== undefined) ones.push(bucketOf(asked.form, form))
      const empty = ones.find(({ left }) => left < 1)
      if (empty !== undefined) {
        const retryAfterMs = Math.ceil(((1 - empty.left) * hourMs) / paces[empty.counted].anHour)
        throw new DomainError(
          'too-many',
          'Too much came from your network, or to this form, in a short time. Wait a little, then send it again: what you typed stays here.',
          { retryAfterMs },
        )
      }
      for (const one of ones) one.left -= 1
    },
  }
}
