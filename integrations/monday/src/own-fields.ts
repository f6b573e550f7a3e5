import { ColumnProfile, unique, type ImportField, type ImportRole, type ImportValue } from '@fulcrum/integration-kit'
import type { RowRecord } from './board-reader.ts'

const own = [
  { key: 'name', role: 'title', of: ({ name }: RowRecord) => name },
  { key: 'group', role: 'group', of: ({ group }: RowRecord) => group ?? '' },
  { key: 'item-id', role: 'key', of: ({ id }: RowRecord) => id },
] as const

/** What every row has besides its columns: a name, a group, an id. */
export class OwnFields {
  /** What the board calls its items. */
  nameTitle = 'Name'
  private readonly profiles: ReadonlyMap<string, ColumnProfile> = new Map(
    own.map(({ key }) => [key, new ColumnProfile()]),
  )

  static readonly keys: readonly string[] = own.map(({ key }) => key)

  /** Counts a record. */
  note(record: RowRecord): void {
    for (const { key, of } of own) this.profiles.get(key)?.add(of(record))
  }

  /** The fields that occur, after the first reading; ids are keys only where all have one of their own. */
  finish(isKey: boolean): readonly ImportField[] {
    const titles: Readonly<Record<string, string>> = { name: this.nameTitle, group: 'Group', 'item-id': 'Item ID' }
    const taken = new Set<string>()
    return own.flatMap(({ key, role }): ImportField[] => {
      const profile = this.profiles.get(key)
      if (profile === undefined || profile.filledCount === 0) return []
      profile.finish()
      const { count, isMinimum } = profile.distinctCount
      const given: ImportRole | undefined = role === 'key' && !isKey ? undefined : role
      return [
        {
          key,
          title: unique(titles[key] ?? key, taken, (name, n) => `${name} ${n}`),
          guess: { kind: 'text', confidence: 0.98, settings: {} },
          ...(given === undefined ? {} : { role: given }),
          filledCount: profile.filledCount,
          distinctCount: count,
          ...(isMinimum ? { distinctIsMinimum: true } : {}),
          samples: profile.samples,
          historyCount: 0,
        },
      ]
    })
  }

  /** Puts what a record has of them into its values. */
  put(record: RowRecord, values: Record<string, ImportValue>): void {
    for (const { key, of } of own) {
      const value = of(record)
      if (value !== '') values[key] = value
    }
  }
}
