import type { ScopeWriter } from '../transaction.ts'

/** Tells everyone of the account that something about a board may have changed for them, and nothing more. */
export function touchBoardRef(account: ScopeWriter, boardId: string): void {
  const ref = account.reader.record('boardRef', boardId)
  if (ref) account.put('boardRef', boardId, { epoch: Number(ref['epoch'] ?? 0) + 1 })
  else account.create('boardRef', boardId, { epoch: 1 })
}
