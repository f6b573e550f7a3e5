import type { ColumnRole, Stage } from '@fulcrum/domain'
import { ColumnProfile } from './column-profile.ts'
import type {
  FieldGuess,
  GuessSettings,
  ImportField,
  ImportKind,
  ImportOption,
  ImportRole,
  ImportValue,
} from './import-source.ts'
import type { LabelTheme } from '@fulcrum/columns'
import { labelOptions } from './label-options.ts'

/** A field of which a format itself says what it is. */
export interface StatedField {
  readonly key: string
  readonly title: string
  readonly kind: ImportKind
  readonly settings?: GuessSettings
  readonly role?: ImportRole
  readonly columnRole?: ColumnRole
  readonly theme?: LabelTheme
  /** Stages of labels that are better known than by their words. */
  readonly stages?: ReadonlyMap<string, Stage>
  /** Colours of labels that the source gives. */
  readonly colours?: ReadonlyMap<string, string>
}

/** How sure a guess is where the source itself says what a field is. */
const sure = 0.98
const maxStatusLabels = 500
const maxLabels = 2_000

/** The fields of a format that knows its own. Note every record in the first reading, then `finish`. */
export class StatedFields {
  private readonly stocks: ReadonlyMap<string, Stock>

  constructor(fields: readonly StatedField[]) {
    this.stocks = new Map(fields.map((field) => [field.key, new Stock(field)]))
  }

  /** Counts the values of a record. */
  note(values: Readonly<Record<string, ImportValue>>): void {
    for (const key of Object.keys(values)) this.stocks.get(key)?.note(values[key] ?? null)
  }

  /** Counts an entry of history with its labels, which may be gone from all records. */
  noteHistory(key: string, values: readonly (string | null)[]): void {
    this.stocks.get(key)?.noteHistory(values)
  }

  /** The fields that occur. */
  finish(): readonly ImportField[] {
    return [...this.stocks.values()].filter((stock) => stock.isThere).map((stock) => stock.finish())
  }
}

class Stock {
  private readonly field: StatedField
  private readonly profile = new ColumnProfile()
  private labels: Map<string, number> | null = new Map()
  private filledCount = 0
  private historyCount = 0
  private decimals = 0

  constructor(field: StatedField) {
    this.field = field
  }

  get isThere(): boolean {
    return this.filledCount > 0 || this.historyCount > 0
  }

  note(value: ImportValue): void {
    if (value === null) return
    this.filledCount++
    if (typeof value === 'number') this.decimals = Math.max(this.decimals, (String(value).split('.')[1] ?? '').length)
    for (const element of typeof value === 'object' ? value : [value]) {
      this.profile.add(element)
      this.noteLabel(String(element), 1)
    }
  }

  noteHistory(values: readonly (string | null)[]): void {
    this.historyCount++
    for (const value of values) if (value !== null) this.noteLabel(value, 0)
  }

  finish(): ImportField {
    this.profile.finish()
    const { key, title, role, columnRole } = this.field
    const { count, isMinimum } = this.profile.distinctCount
    return {
      key,
      title,
      guess: this.guess(),
      ...(role === undefined ? {} : { role }),
      ...(columnRole === undefined ? {} : { columnRole }),
      filledCount: this.filledCount,
      distinctCount: count,
      ...(isMinimum ? { distinctIsMinimum: true } : {}),
      samples: this.profile.samples,
      historyCount: this.historyCount,
    }
  }

  private guess(): FieldGuess {
    const { kind, settings = {} } = this.field
    if (kind === 'number') {
      return { kind, confidence: sure, settings: { numberStyle: 'point', precision: Math.min(this.decimals, 10) } }
    }
    if (kind !== 'status' && kind !== 'tags') return { kind, confidence: sure, settings }
    if (this.labels === null || (kind === 'status' && this.labels.size > maxStatusLabels)) {
      return { kind: 'text', confidence: 0.9, settings: {} }
    }
    return { kind, confidence: sure, settings: { ...settings, options: this.options(this.labels) } }
  }

  private options(counts: ReadonlyMap<string, number>): readonly ImportOption[] {
    const { theme = 'other', stages, colours } = this.field
    return labelOptions(counts, theme, stages).map((option) => ({
      ...option,
      colour: colours?.get(option.name) ?? option.colour,
    }))
  }

  private noteLabel(label: string, count: number): void {
    if (this.labels === null || (this.field.kind !== 'status' && this.field.kind !== 'tags')) return
    this.labels.set(label, (this.labels.get(label) ?? 0) + count)
    if (this.labels.size > maxLabels) this.labels = null
  }
}
