import {
  ColumnProfile,
  columnRoleOf,
  guessField,
  labelOptions,
  stageOf,
  type FieldGuess,
  type ImportField,
  type ImportRole,
  type ImportValue,
  type LabelTheme,
} from '@fulcrum/integration-kit'
import type { Stage } from '@fulcrum/domain'
import type { FieldShape, SystemField } from './system-fields.ts'

/** More labels than these are no labels. */
const maxLabels = 2_000

/** What is gathered about one field in the first reading. */
export class FieldStock {
  readonly key: string
  readonly title: string
  readonly shape: FieldShape
  readonly role: ImportRole | undefined
  readonly historyByElement: boolean
  filledCount = 0
  historyCount = 0
  private readonly theme: LabelTheme
  private readonly profile = new ColumnProfile()
  private readonly shapes = new Set<FieldShape | 'boolean'>()
  private labels: Map<string, number> | null = new Map()
  private decimals = 0

  constructor(field: SystemField, title: string) {
    this.key = field.id
    this.title = title
    this.shape = field.shape
    this.role = field.role
    this.theme = field.theme ?? 'other'
    this.historyByElement = field.historyByElement ?? false
  }

  /** Counts a value that is not empty. */
  note(value: ImportValue, shape: FieldShape): void {
    this.filledCount++
    this.shapes.add(typeof value === 'boolean' ? 'boolean' : shape)
    if (typeof value === 'number') {
      const fraction = String(value).split('.')[1]
      this.decimals = Math.max(this.decimals, Math.min(fraction?.length ?? 0, 10))
    }
    if (typeof value !== 'object') this.profile.add(value)
    else if (value !== null) for (const element of value) this.profile.add(element)
    if (shape === 'label' && typeof value === 'string') this.noteLabel(value, 1)
    if (shape === 'labels' && typeof value === 'object') for (const element of value ?? []) this.noteLabel(element, 1)
  }

  /** Counts an entry of history with its labels, which may be gone from all records. */
  noteHistory(values: readonly (string | null)[]): void {
    this.historyCount++
    if (this.shape !== 'label' && !(this.shape === 'labels' && this.historyByElement)) return
    for (const value of values) if (value !== null) this.noteLabel(value, 0)
  }

  /** The field, after the first reading. `stages` are those that the source gives its statuses. */
  field(stages: ReadonlyMap<string, Stage>, recordCount: number): ImportField {
    this.profile.finish()
    const guess = this.guess(stages, recordCount)
    const { count, isMinimum } = this.profile.distinctCount
    const columnRole = this.columnRole(guess)
    return {
      key: this.key,
      title: this.title,
      guess,
      ...(this.role === undefined ? {} : { role: this.role }),
      ...(columnRole === undefined ? {} : { columnRole }),
      filledCount: this.filledCount,
      distinctCount: count,
      ...(isMinimum ? { distinctIsMinimum: true } : {}),
      samples: this.profile.samples,
      historyCount: this.historyCount,
    }
  }

  private noteLabel(label: string, count: number): void {
    if (this.labels === null) return
    this.labels.set(label, (this.labels.get(label) ?? 0) + count)
    if (this.labels.size > maxLabels) this.labels = null
  }

  private columnRole(guess: FieldGuess): ImportField['columnRole'] {
    switch (this.key) {
      case 'status':
        return 'status'
      case 'issuetype':
        return 'type'
      case 'priority':
        return 'priority'
      case 'assignee':
        return 'owner'
      case 'duedate':
        return 'due'
      default:
        return this.shape === 'any' || this.key.startsWith('customfield') ? columnRoleOf(this.title, guess) : undefined
    }
  }

  private guess(stages: ReadonlyMap<string, Stage>, recordCount: number): FieldGuess {
    const sure = 0.98
    switch (this.effectiveShape()) {
      case 'text': {
        if (this.shape === 'any' && this.role === undefined)
          return guessField(this.title, this.profile, { recordCount })
        const isLong = this.role === undefined && (this.profile.newlineCount > 0 || this.profile.maxLength > 500)
        return { kind: isLong ? 'longText' : 'text', confidence: sure, settings: {} }
      }
      case 'longText':
        return { kind: 'longText', confidence: sure, settings: {} }
      case 'label':
        if (this.labels === null || this.labels.size > 500) return text
        return {
          kind: 'status',
          confidence: sure,
          settings: { options: labelOptions(this.labels, this.theme, stages) },
        }
      case 'labels':
        if (this.labels === null) return text
        return {
          kind: 'tags',
          confidence: sure,
          settings: { options: labelOptions(this.labels, 'other'), separator: ',' },
        }
      case 'person':
      case 'people':
        return { kind: 'people', confidence: sure, settings: { peopleByKey: true } }
      case 'day':
        return { kind: 'date', confidence: sure, settings: { dateStyle: 'iso' } }
      case 'instant':
        return { kind: 'date', confidence: sure, settings: { dateStyle: 'iso', withTime: true } }
      case 'number':
        return { kind: 'number', confidence: sure, settings: { numberStyle: 'point', precision: this.decimals } }
      case 'hours':
        return { kind: 'number', confidence: sure, settings: { numberStyle: 'point', precision: 2, unit: 'h' } }
      case 'boolean':
        return { kind: 'checkbox', confidence: sure, settings: {} }
      default:
        return text
    }
  }

  /** For fields of unknown shape the one that all values had; text where they differ. */
  private effectiveShape(): FieldShape | 'boolean' {
    if (this.shape !== 'any') return this.shape
    const [first] = this.shapes
    if (this.shapes.size === 1 && first !== undefined) return first
    const isPeople = [...this.shapes].every((shape) => shape === 'person' || shape === 'people')
    return isPeople && this.shapes.size > 0 ? 'people' : this.shapes.has('longText') ? 'longText' : 'text'
  }
}

const text: FieldGuess = { kind: 'text', confidence: 0.9, settings: {} }

/**
 * The stage of a status: its category decides, its name refines within the category.
 * `stageOfStatus("Won't Do", 'done') // 'canceled'`
 */
export function stageOfStatus(name: string, category: string | null): Stage | null {
  const byName = stageOf(name)
  const [usual, other] =
    category === 'new'
      ? (['todo', 'backlog'] as const)
      : category === 'indeterminate'
        ? (['doing', 'review'] as const)
        : category === 'done'
          ? (['done', 'canceled'] as const)
          : [null, null]
  if (usual === null) return byName
  return byName === other ? other : usual
}
