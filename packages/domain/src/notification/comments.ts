import type { LoggedChange } from '../change.ts'
import { scopeId } from '../scope.ts'
import type { DocReasonContext } from './reason.ts'

/** A comment on a doc that a change wrote, and what it said before. */
export interface WrittenComment {
  readonly doc: string
  readonly comment: string
  readonly body: string
  /** Null where the comment is new. */
  readonly before: string | null
  /** The comment that began the thread; null where this one does. */
  readonly parent: string | null
}

/** The comments that people wrote with a change and that still stand. */
export function commentsOf(change: LoggedChange, { doc }: DocReasonContext): readonly WrittenComment[] {
  return change.patches.flatMap((patch): WrittenComment[] => {
    if (patch.op !== 'put' || patch.table !== 'docComment' || typeof patch.fields['body'] !== 'string') return []
    const now = doc.record('docComment', patch.id)
    if (!now || now['deletedAt'] !== undefined) return []
    const old = change.inverse.find((each) => each.op === 'put' && each.table === 'docComment' && each.id === patch.id)
    const before = old?.op === 'put' && typeof old.fields['body'] === 'string' ? old.fields['body'] : null
    const parent = typeof now['parentId'] === 'string' ? now['parentId'] : null
    return [{ doc: scopeId(change.scope), comment: patch.id, body: patch.fields['body'], before, parent }]
  })
}
