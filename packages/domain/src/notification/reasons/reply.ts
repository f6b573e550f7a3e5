import type { Fields } from '../../record.ts'
import { aboutDoc, aboutItem } from '../about.ts'
import { commentsOf } from '../comments.ts'
import { messagesOf } from '../messages.ts'
import { defineReason } from '../reason.ts'

/** Somebody answers a message or a comment of mine, or one that I answered too. */
export const reply = defineReason({
  id: 'reply',
  label: 'Replies',
  says: 'replied',
  why: 'Somebody replied to your update, or to one that you replied to as well.',
  whyAbout: { doc: { why: 'Somebody replied to your comment, or to one that you replied to as well.' } },
  find: (change, context) =>
    messagesOf(change, context).flatMap(({ item, update, before, parent }) => {
      if (before !== null || parent === null) return []
      return authorsOf(context.thread?.records('update') ?? [], { parent, but: update }).map((member) => ({
        member,
        about: aboutItem(item),
        update,
      }))
    }),
  findInDoc: (change, context) =>
    commentsOf(change, context).flatMap(({ doc, comment, before, parent }) => {
      if (before !== null || parent === null) return []
      return authorsOf(context.doc.records('docComment'), { parent, but: comment }).map((member) => ({
        member,
        about: aboutDoc(doc),
        comment,
      }))
    }),
})

/** Who wrote what stands of a conversation, beside one message of it. */
function authorsOf(
  records: Iterable<readonly [string, Fields]>,
  { parent, but }: { readonly parent: string; readonly but: string },
): readonly string[] {
  const authors = new Set<string>()
  for (const [id, { parentId, authorId, deletedAt }] of records) {
    const isOfThread = id === parent || (parentId === parent && id !== but)
    if (isOfThread && deletedAt === undefined && typeof authorId === 'string') authors.add(authorId)
  }
  return [...authors]
}
