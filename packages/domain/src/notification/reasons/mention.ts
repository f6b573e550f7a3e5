import { mentionedIn } from '../mentioned.ts'
import { messagesOf } from '../messages.ts'
import { defineReason } from '../reason.ts'

/** A message names me, or a team of mine. An edit tells those whom it names anew. */
export const mention = defineReason({
  id: 'mention',
  label: 'Mentions',
  says: 'mentioned you',
  why: 'An update names you, or a team that you are in.',
  find: (change, context) =>
    messagesOf(change, context).flatMap(({ item, update, body, before }) => {
      const known = new Set(mentionedIn(before ?? '', context.account).map(({ member }) => member))
      return mentionedIn(body, context.account)
        .filter(({ member }) => !known.has(member))
        .map((mentioned) => ({ ...mentioned, item, update }))
    }),
})
