import { scopeId } from '../../scope.ts'
import { aboutDoc } from '../about.ts'
import { defineReason } from '../reason.ts'

/** Somebody settles what I said of words of a doc, and it still is. */
export const resolved = defineReason({
  id: 'resolved',
  label: 'Comments that are resolved',
  says: 'resolved your comment',
  why: 'You began a thread of comments in this doc, and somebody resolved it.',
  findInDoc: (change, { doc }) =>
    change.patches.flatMap((patch) => {
      if (patch.op !== 'put' || patch.table !== 'docComment' || typeof patch.fields['resolvedAt'] !== 'number')
        return []
      const { authorId, resolvedAt, deletedAt } = doc.record('docComment', patch.id) ?? {}
      if (typeof authorId !== 'string' || resolvedAt === undefined || deletedAt !== undefined) return []
      return [{ member: authorId, about: aboutDoc(scopeId(change.scope)), comment: patch.id }]
    }),
})
