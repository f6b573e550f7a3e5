import { idOfAny, oneOf } from '../attrs.ts'
import { defineRichNode } from '../node.ts'

/** What a text can name. */
export const mentionNouns = ['member', 'team', 'item', 'doc'] as const

export type MentionNoun = (typeof mentionNouns)[number]

/** Names a person, a team, an item or a doc, by its id alone: what it is called is asked for by whoever reads, with their own rights. */
export const mention = defineRichNode({
  type: 'mention',
  place: 'inline',
  holds: null,
  attrs: { noun: oneOf(...mentionNouns), id: idOfAny(mentionNouns) },
  words: ({ attrs }) => `@[${String(attrs?.['noun'])}:${String(attrs?.['id'])}]`,
})
