import type { ScopeReader } from '../../state.ts'
import { aboutDoc, aboutItem } from '../about.ts'
import { commentsOf } from '../comments.ts'
import { membersOf, mentionedIn } from '../mentioned.ts'
import type { Mentioned } from '../mentioned.ts'
import { messagesOf } from '../messages.ts'
import { defineReason } from '../reason.ts'

/** A message, a comment or the text of a doc names me, or a team of mine. An edit tells those whom it names anew. */
export const mention = defineReason({
  id: 'mention',
  label: 'Mentions',
  says: 'mentioned you',
  why: 'An update names you, or a team that you are in.',
  whyAbout: { doc: { why: 'This doc, or a comment on it, names you, or a team that you are in.' } },
  find: (change, context) =>
    messagesOf(change, context).flatMap(({ item, update, ...said }) =>
      namedAnew(said, context.account).map((mentioned) => ({ ...mentioned, about: aboutItem(item), update })),
    ),
  findInText: ({ doc, kind, id }, account) => {
    const about = aboutDoc(doc)
    if (kind === 'member') return [{ member: id, about }]
    return membersOf(account, id).map((member) => ({ member, team: id, about }))
  },
  findInDoc: (change, context) =>
    commentsOf(change, context).flatMap(({ doc, comment, ...said }) =>
      namedAnew(said, context.account).map((mentioned) => ({ ...mentioned, about: aboutDoc(doc), comment })),
    ),
})

interface Said {
  readonly body: string
  readonly before: string | null
}

function namedAnew({ body, before }: Said, account: ScopeReader): readonly Mentioned[] {
  const known = new Set(mentionedIn(before ?? '', account).map(({ member }) => member))
  return mentionedIn(body, account).filter(({ member }) => !known.has(member))
}
