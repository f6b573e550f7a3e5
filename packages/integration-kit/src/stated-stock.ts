import type { LabelTheme } from '@fulcrum/columns'
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
  /** Labels in the order in which they should stand, also those that no record has; others that occur come behind. */
  readonly labels?: readonly { readonly name: string; readonly colour: string | null }[]
}

/** How sure a guess is where the source itself says what a field is. */
const sure = 0.98
const maxStatusLabels = 500
const maxLabels = 2_000

/** What the first reading gathers about one field of which the format says what it is. */
export class StatedStock {
  readonly field: StatedField
  private readonly profile = new ColumnProfile()
  private labels: Map<string, number> | null = new Map()
  private filledCount = 0
  private historyCount = 0
  private decimals = 0

  constructor(field: StatedField) {
    this.field = field
  }

  /** Does the field occur, if only in history? */
  get isThere(): boolean {
    return this.filledCount > 0 || this.historyCount > 0
  }

  /** Counts a value, unless it is empty. */
  note(value: ImportValue): void {
    if (value === null) return
    this.filledCount++
    if (typeof value === 'number') this.decimals = Math.max(this.decimals, (String(value).split('.')[1] ?? '').length)
    for (const element of typeof value === 'object' ? value : [value]) {
      this.profile.add(element)
      this.noteLabel(String(element), 1)
    }
  }

  /** Counts an entry of history with its labels, which may be gone from all records. */
  noteHistory(values: readonly (string | null)[]): void {
    this.historyCount++
    for (const value of values) if (value !== null) this.noteLabel(value, 0)
  }

  /** The field, after the first reading. `title` is its own, or one that makes it unique. */
  finish(title = this.field.title): ImportField {
    this.profile.finish()
    const { key, role, columnRole } = this.field
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
    const { theme = 'other', stages, colours, labels } = this.field
    const all = new Map(labels?.map(({ name }) => [name, 0]))
    for (const [name, count] of counts) all.set(name, count)
    const own = new Map<string, string | null>(colours)
    for (const { name, colour } of labels ?? []) own.set(name, colour)
    const options = labelOptions(all, theme, stages).map((option) => ({
      ...option,
      colour: own.get(option.name) ?? option.colour,
    }))
    if (labels === undefined) return options
    const places = new Map([...all.keys()].map((name, place) => [name, place]))
    return options.sort((left, right) => (places.get(left.name) ?? 0) - (places.get(right.name) ?? 0))
  }

  private noteLabel(label: string, count: number): void {
    if (this.labels === null || (this.field.kind !== 'status' && this.field.kind !== 'tags')) return
    this.labels.set(label, (this.labels.get(label) ?? 0) + count)
    if (this.labels.size > maxLabels) this.labels = null
  }
}
