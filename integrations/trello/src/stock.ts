import type { ColumnRole, Stage } from '@fulcrum/domain'
import {
  ColumnProfile,
  labelOptions,
  type FieldGuess,
  type ImportField,
  type ImportOption,
  type ImportRole,
  type ImportValue,
  type LabelTheme,
} from '@fulcrum/integration-kit'

/** What is known of a field before any card is read. */
export interface FieldPlan {
  readonly key: string
  readonly title: string
  readonly kind: FieldGuess['kind']
  readonly settings?: FieldGuess['settings']
  readonly role?: ImportRole
  readonly columnRole?: ColumnRole
  readonly theme?: LabelTheme
  /** Stages of labels that are better known than by their words. */
  readonly stages?: ReadonlyMap<string, Stage>
  /** Labels in the order in which they should stand, with their colours; others that occur come behind. */
  readonly labels?: readonly { readonly name: string; readonly colour: string | null }[]
}

/** How sure a guess is where the source itself says what a field is. */
const sure = 0.98
const maxStatusLabels = 500
const maxLabels = 2_000

/** What is gathered about one field in the first reading. */
export class FieldStock {
  readonly plan: FieldPlan
  filledCount = 0
  historyCount = 0
  private readonly profile = new ColumnProfile()
  private labels: Map<string, number> | null = new Map()
  private decimals = 0

  constructor(plan: FieldPlan) {
    this.plan = plan
  }

  /** Counts a value that is not empty. */
  note(value: ImportValue): void {
    if (value === null) return
    this.filledCount++
    if (typeof value === 'number') this.decimals = Math.max(this.decimals, (String(value).split('.')[1] ?? '').length)
    for (const element of typeof value === 'object' ? value : [value]) {
      this.profile.add(element)
      this.noteLabel(String(element), 1)
    }
  }

  /** Counts an entry of history with its labels, which may be gone from all cards. */
  noteHistory(values: readonly (string | null)[]): void {
    this.historyCount++
    for (const value of values) if (value !== null) this.noteLabel(value, 0)
  }

  /** The field, after the first reading. `title` is its own, or one that makes it unique. */
  finish(title: string): ImportField {
    this.profile.finish()
    const { key, role, columnRole } = this.plan
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
    const { kind, settings = {} } = this.plan
    if (kind === 'number') {
      return { kind, confidence: sure, settings: { numberStyle: 'point', precision: Math.min(this.decimals, 10) } }
    }
    if (kind !== 'status' && kind !== 'tags') return { kind, confidence: sure, settings }
    const { labels } = this
    if (labels === null || (kind === 'status' && labels.size > maxStatusLabels)) {
      return { kind: 'text', confidence: 0.9, settings: {} }
    }
    return { kind, confidence: sure, settings: { ...settings, options: this.options(labels) } }
  }

  /** The labels with the colours of the board; those that no card has come too, as people may want to use them. */
  private options(counts: ReadonlyMap<string, number>): readonly ImportOption[] {
    const { theme = 'other', stages, labels: declared = [] } = this.plan
    const all = new Map(declared.map(({ name }) => [name, 0]))
    for (const [name, count] of counts) all.set(name, count)
    const colours = new Map(declared.map(({ name, colour }) => [name, colour]))
    const places = new Map([...all.keys()].map((name, place) => [name, place]))
    return labelOptions(all, theme, stages)
      .map((option) => ({ ...option, colour: colours.get(option.name) ?? option.colour }))
      .sort((left, right) => (places.get(left.name) ?? 0) - (places.get(right.name) ?? 0))
  }

  private noteLabel(label: string, count: number): void {
    if (this.labels === null || (this.plan.kind !== 'status' && this.plan.kind !== 'tags')) return
    this.labels.set(label, (this.labels.get(label) ?? 0) + count)
    if (this.labels.size > maxLabels) this.labels = null
  }
}
