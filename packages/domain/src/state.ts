import type { Change } from './change.ts'
import type { Json } from './json.ts'
import type { CellsPatch, Patch } from './patch.ts'
import type { Fields } from './record.ts'
import type { Scope } from './scope.ts'

/** What a command and a query may read of a scope. Readers cannot write. */
export interface ScopeReader {
  readonly scope: Scope
  readonly version: number
  record(table: string, id: string): Fields | undefined
  records(table: string): IterableIterator<readonly [string, Fields]>
}

/**
 * The records of a scope in memory. `apply` and `patch` are the only ways to change it, and both return the patches that
 * take the change back exactly.
 */
export class ScopeState implements ScopeReader {
  readonly scope: Scope
  version = 0
  private readonly tables = new Map<string, Map<string, Fields>>()

  constructor(scope: Scope) {
    this.scope = scope
  }

  record(table: string, id: string): Fields | undefined {
    return this.tables.get(table)?.get(id)
  }

  records(table: string): IterableIterator<readonly [string, Fields]> {
    return (this.tables.get(table) ?? new Map<string, Fields>()).entries()
  }

  /** The names of the tables that hold anything. */
  tableNames(): string[] {
    return [...this.tables.keys()].filter((name) => (this.tables.get(name)?.size ?? 0) > 0).sort()
  }

  /** Takes a committed change; its version must be the next one. Historic changes only move the version. */
  apply(change: Pick<Change, 'version' | 'patches' | 'historic' | 'at' | 'actor'>): void {
    if (!change.historic) this.patch(change.patches, change.at, change.actor)
    this.version = change.version
  }

  /** Applies patches and returns what `takeBack` needs to take them back exactly. */
  patch(patches: readonly Patch[], _at: number, _actor: string | null): Patch[] {
    return this.patchAll(patches)
  }

  /** Takes patches back: the state is as it was before the `patch` call that returned them. */
  takeBack(back: readonly Patch[]): void {
    this.patchAll(back)
  }

  protected patchAll(patches: readonly Patch[]): Patch[] {
    return patches.map((patch) => (patch.op === 'cells' ? this.patchCells(patch) : this.patchRecord(patch))).reverse()
  }

  /** Puts a record as it was stored; for loading. */
  load(table: string, id: string, fields: Fields): void {
    this.patchRecord({ op: 'put', table, id, fields })
  }

  protected patchCells(patch: CellsPatch): Patch {
    throw new Error(`${this.scope} holds no items: ${patch.op}`)
  }

  protected patchRecord(patch: Exclude<Patch, { op: 'cells' }>): Patch {
    const records = this.tables.get(patch.table) ?? new Map<string, Fields>()
    this.tables.set(patch.table, records)
    const before = records.get(patch.id)
    if (patch.op === 'drop') {
      records.delete(patch.id)
      return before
        ? { op: 'put', table: patch.table, id: patch.id, fields: before }
        : { op: 'drop', table: patch.table, id: patch.id }
    }
    records.set(patch.id, withFields(before ?? {}, patch.fields))
    if (!before) return { op: 'drop', table: patch.table, id: patch.id }
    const old: Record<string, Json> = {}
    for (const field of Object.keys(patch.fields)) old[field] = before[field] ?? null
    return { op: 'put', table: patch.table, id: patch.id, fields: old }
  }
}

/** Fields with others put over them; null removes, so that equal records have equal fields. */
function withFields(before: Fields, fields: Fields): Fields {
  const after: Record<string, Json> = { ...before }
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) delete after[field]
    else after[field] = value
  }
  return after
}
