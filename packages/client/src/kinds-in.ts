import type { Fields } from '@fulcrum/domain'
import type { ScopeMessage } from './uplink-messages.ts'

type Column = readonly [id: string, fields: Fields]

/** The kinds of the columns among records. */
export function kindsOf(records: readonly (readonly [table: string, id: string, fields: Fields])[]): string[] {
  return kindsOfColumns(records.flatMap(([table, id, fields]): Column[] => (table === 'column' ? [[id, fields]] : [])))
}

/** The kinds of the columns that a message brings. */
export function kindsIn(message: ScopeMessage): string[] {
  if (message.t === 'opened') return kindsOf(message.records)
  if (message.t === 'linked') return (message.boards ?? []).flatMap(({ columns }) => kindsOfColumns(columns))
  if (message.t !== 'changes') return []
  const patches = message.changes.flatMap((change) => change.patches ?? [])
  return kindsOf(
    patches.flatMap((patch) => (patch.op === 'put' ? [[patch.table, patch.id, patch.fields] as const] : [])),
  )
}

function kindsOfColumns(columns: readonly Column[]): string[] {
  return columns.flatMap(([, { kind }]) => (typeof kind === 'string' ? [kind] : []))
}
