import type { ImportHistoryEntry, ImportRecord, ImportValue } from '@fulcrum/integration-kit'

/** An entry of the history with whole values on both sides. */
export interface PastChange {
  readonly entry: ImportHistoryEntry
  readonly from: ImportValue
  readonly to: ImportValue
}

/**
 * The history of a record with whole values. Sources tell of sets which element left and which joined; what the set was is found
 * by going back from what it is now.
 */
export function pastChanges({ history, values }: Pick<ImportRecord, 'history' | 'values'>): PastChange[] {
  const sets = new Map<string, readonly string[]>()
  const changes: PastChange[] = []
  for (const entry of [...history].reverse()) {
    if (entry.mode === 'value') {
      changes.push({ entry, from: entry.from, to: entry.to })
      continue
    }
    const after = sets.get(entry.field) ?? asSet(values[entry.field])
    const before = after.filter((element) => element !== entry.to)
    if (entry.from !== null && !before.includes(entry.from)) before.push(entry.from)
    // What joined was there right after, whatever later entries forgot to say.
    const whole = entry.to !== null && !after.includes(entry.to) ? [...after, entry.to] : after
    sets.set(entry.field, before)
    changes.push({ entry, from: before, to: whole })
  }
  return changes.reverse()
}

function asSet(value: ImportValue | undefined): readonly string[] {
  if (value === undefined || value === null) return []
  return typeof value === 'object' ? value : [String(value)]
}
