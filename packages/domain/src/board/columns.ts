import type { LaneType } from '@fulcrum/columnar'
import type { ColumnKind } from '../column/kind.ts'
import type { KindRegistry } from '../column/kind-registry.ts'
import { kindUnder, laneKey } from '../column/kind.ts'
import { must } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Fields } from '../record.ts'
import { isPurgedRecord } from '../trash/purged-record.ts'

/** A column with its kind and parsed settings. */
export interface BoardColumn {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly kind: ColumnKind
  readonly settings: Json
  readonly fields: Fields
  readonly lanes: readonly ColumnLane[]
}

/**
 * One lane of a column. `own` lanes hold the column's cells: they are stored and sent. The others are the item's own
 * (`createdAt`) or derived.
 */
export interface ColumnLane {
  readonly name: string
  readonly key: string
  readonly type: LaneType
  readonly own: boolean
}

/** Brings the stored settings of a column to the kind's current shape. */
export function currentSettings(kind: ColumnKind, settings: Json, version: number): Json {
  let current = settings
  for (let at = version; at < kind.version; at++)
    current = must(kind.migrations[at - 1], `migration of ${kind.id}`)(current)
  return current
}

/** The column behind a record, or undefined where it is gone for good or this build does not know its kind. */
export function toBoardColumn(id: string, fields: Fields, kinds: KindRegistry): BoardColumn | undefined {
  if (isPurgedRecord('column', fields)) return undefined
  const found = kinds.get(String(fields['kind']))
  if (!found) return undefined
  const number = Number(fields['number'])
  const stored = fields['settings'] ?? found.defaultSettings
  const settings = currentSettings(found, stored, Number(fields['settingsVersion'] ?? found.version))
  const kind = kindUnder(found, settings)
  const lanes = Object.entries(kind.storage(settings)).map(([name, type]): ColumnLane => {
    const source = kind.source?.[name]
    return { name, type, key: source ?? laneKey(number, kind, name), own: source === undefined && !kind.derive }
  })
  return { id, number, title: String(fields['title'] ?? ''), kind, settings, fields, lanes }
}
