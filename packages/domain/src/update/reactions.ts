import type { Fields } from '../record.ts'

/** What people can react with, the commonest first. A closed set: a reaction is a sign, and no text of its own. */
export const reactionSigns = [
  { sign: '👍', name: 'Agreed' },
  { sign: '🎉', name: 'Hooray' },
  { sign: '❤️', name: 'Love it' },
  { sign: '🚀', name: 'Ship it' },
  { sign: '👀', name: 'Looking into it' },
  { sign: '✅', name: 'Done' },
  { sign: '😄', name: 'Funny' },
  { sign: '🙏', name: 'Thank you' },
  { sign: '🤔', name: 'Not sure' },
  { sign: '👎', name: 'Disagreed' },
  { sign: '😕', name: 'Confused' },
  { sign: '🔥', name: 'Urgent' },
] as const

/** A reaction of several people to one message. */
export interface ReactionGroup {
  readonly sign: string
  readonly name: string
  /** The first to react first. */
  readonly members: readonly string[]
}

/** The reactions to each message of a thread, in the order of the signs. */
export function reactionsOf(
  records: Iterable<readonly [string, Fields]>,
): ReadonlyMap<string, readonly ReactionGroup[]> {
  const perUpdate = Map.groupBy(records, ([, { updateId }]) => String(updateId))
  return new Map(
    [...perUpdate].map(([update, all]) => {
      const inTime = all.toSorted(([leftId, left], [rightId, right]) => {
        return Number(left['at']) - Number(right['at']) || (leftId < rightId ? -1 : 1)
      })
      const groups = reactionSigns.flatMap(({ sign, name }) => {
        const members = inTime
          .filter(([, fields]) => fields['sign'] === sign)
          .map(([, { memberId }]) => String(memberId))
        return members.length === 0 ? [] : [{ sign, name, members: [...new Set(members)] }]
      })
      return [update, groups]
    }),
  )
}
