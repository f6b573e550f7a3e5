import type { LoggedChange } from '../change.ts'
import { scopeId } from '../scope.ts'
import type { ReasonContext } from './reason.ts'

/** A message that a change wrote, and what it said before. */
export interface WrittenMessage {
  readonly item: string
  readonly update: string
  readonly body: string
  /** Null where the message is new. */
  readonly before: string | null
  readonly parent: string | null
}

/** The messages that people wrote with a change and that still stand. */
export function messagesOf(change: LoggedChange, { thread }: ReasonContext): readonly WrittenMessage[] {
  if (!thread) return []
  return change.patches.flatMap((patch): WrittenMessage[] => {
    if (patch.op !== 'put' || patch.table !== 'update' || typeof patch.fields['body'] !== 'string') return []
    const now = thread.record('update', patch.id)
    if (!now || now['deletedAt'] !== undefined || now['copiedFrom'] !== undefined) return []
    const old = change.inverse.find((each) => each.op === 'put' && each.table === 'update' && each.id === patch.id)
    const before = old?.op === 'put' && typeof old.fields['body'] === 'string' ? old.fields['body'] : null
    const parent = typeof now['parentId'] === 'string' ? now['parentId'] : null
    const body = patch.fields['body']
    return [{ item: scopeId(change.scope), update: patch.id, body, before, parent }]
  })
}
