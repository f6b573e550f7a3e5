import { reactionsOf, type Fields, type ReactionGroup, type ScopeReader } from '@fulcrum/domain'
import type { RichText } from '@fulcrum/domain/rich-text'

/** A message of a thread, as it is shown. */
export interface Message {
  readonly id: string
  readonly author: string | null
  /** What it says as plain text. */
  readonly body: string
  /** Null where it was written as plain text. */
  readonly content: RichText | null
  readonly at: number
  readonly editedAt: number | null
  readonly copied: boolean
  readonly deleted: boolean
  readonly reactions: readonly ReactionGroup[]
  readonly replies: readonly Message[]
}

/** Messages in their order, replies below what they answer. Those that were taken away leave a trace; those gone for good none. */
export function threadsOf(state: ScopeReader): readonly Message[] {
  const records = [...state.records('update')].filter(([, { body }]) => typeof body === 'string')
  const reactions = reactionsOf(state.records('reaction'))
  const repliesTo = Map.groupBy(records, ([, { parentId }]) => (typeof parentId === 'string' ? parentId : null))
  const toMessage = ([id, fields]: readonly [string, Fields], replies: readonly Message[]): Message => ({
    id,
    author: typeof fields['authorId'] === 'string' ? fields['authorId'] : null,
    body: String(fields['body']),
    // @NOTE the server read it as a rich text before it kept it.
    content: (fields['content'] ?? null) as RichText | null,
    at: Number(fields['at'] ?? 0),
    editedAt: typeof fields['editedAt'] === 'number' ? fields['editedAt'] : null,
    copied: fields['copiedFrom'] !== undefined,
    deleted: fields['deletedAt'] !== undefined,
    reactions: reactions.get(id) ?? [],
    replies,
  })
  const answers = (id: string): Message[] =>
    (repliesTo.get(id) ?? []).flatMap((record) => [toMessage(record, []), ...answers(record[0])]).sort(byTime)
  return (repliesTo.get(null) ?? []).map((record) => toMessage(record, answers(record[0]))).sort(byTime)
}

function byTime(left: Message, right: Message): number {
  return left.at - right.at || (left.id < right.id ? -1 : 1)
}
