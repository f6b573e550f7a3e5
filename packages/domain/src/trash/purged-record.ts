import { DomainError, notFound } from '../errors.ts'
import { trashDays } from '../item/gone.ts'
import type { Fields } from '../record.ts'
import { scopeId, scopeKind } from '../scope.ts'
import type { ScopeReader } from '../state.ts'
import { recordTable, recordTables } from '../tables.ts'

/** A record by its table and id. */
export interface RecordName {
  readonly table: string
  readonly id: string
}

/** True for a record whose content is gone for good: it is deleted and what was never empty before is. */
export function isPurgedRecord(table: string, fields: Fields): boolean {
  const content = recordTable(table)?.content
  return content !== undefined && fields['deletedAt'] !== undefined && fields[content[0]] === undefined
}

/** The fields of a record that is there, in the trash or not; refuses one that is gone for good. */
export function keptRecord(reader: ScopeReader, table: string, id: string): Fields {
  const fields = reader.record(table, id)
  if (!fields) throw notFound(table)
  if (isPurgedRecord(table, fields)) {
    const message = `This ${table} was deleted more than ${trashDays} days ago: it is gone for good.`
    throw new DomainError('conflict', message, { table, id })
  }
  return fields
}

/** Since when a record is in the trash: by itself, or with its board, doc or workspace; null where it is not. */
export function recordGoneSince(reader: ScopeReader, fields: Fields): number | null {
  const { workspaceId } = fields
  const kind = scopeKind(reader.scope)
  const holder =
    kind === 'board' || kind === 'doc'
      ? reader.record(kind, scopeId(reader.scope))
      : typeof workspaceId === 'string'
        ? reader.record('workspace', workspaceId)
        : undefined
  const times = [fields['deletedAt'], holder?.['deletedAt']].filter((at) => typeof at === 'number')
  return times.length === 0 ? null : Math.min(...times)
}

/** The records of a scope that are in the trash since before a moment, and are not purged. A board itself is none of them. */
export function oldTrash(reader: ScopeReader, before: number): RecordName[] {
  const found: RecordName[] = []
  for (const { name, scope, content } of recordTables) {
    if (content === undefined || scope !== scopeKind(reader.scope) || name === 'board') continue
    for (const [id, fields] of reader.records(name)) {
      if ((recordGoneSince(reader, fields) ?? Infinity) < before && !isPurgedRecord(name, fields)) {
        found.push({ table: name, id })
      }
    }
  }
  return found
}
