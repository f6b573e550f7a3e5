import {
  accountTable,
  boardRefTable,
  docRefTable,
  folderTable,
  memberTable,
  teamTable,
  workspaceTable,
} from './account/tables.ts'
import { boardMemberTable, boardTable, columnTable, groupTable, viewChoiceTable, viewTable } from './board/tables.ts'
import { docCommentTable, docMemberTable, docTable, docVersionTable } from './doc/tables.ts'
import type { RecordTable } from './record.ts'
import type { ScopeKind } from './scope.ts'
import { muteTable, notificationTable, watcherTable } from './notification/tables.ts'
import { reactionTable, updateTable } from './update/tables.ts'
import { favouriteTable } from './user/tables.ts'

/** Every record table. The storage, the state and the protocol know the nouns from this list alone. */
export const recordTables: readonly RecordTable[] = [
  accountTable,
  memberTable,
  teamTable,
  workspaceTable,
  folderTable,
  boardRefTable,
  docRefTable,
  boardTable,
  boardMemberTable,
  groupTable,
  columnTable,
  viewTable,
  viewChoiceTable,
  docTable,
  docMemberTable,
  docVersionTable,
  docCommentTable,
  updateTable,
  reactionTable,
  watcherTable,
  favouriteTable,
  notificationTable,
  muteTable,
]

/** A record table by name. */
export function recordTable(name: string): RecordTable | undefined {
  return recordTables.find((table) => table.name === name)
}

/** The names of the tables whose records lie in scopes of a kind, in a fixed order. */
export function tablesInScope(kind: ScopeKind): readonly string[] {
  return recordTables.filter((table) => table.scope === kind).map(({ name }) => name)
}
