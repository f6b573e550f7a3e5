import {
  ColumnProfile,
  columnRoleOf,
  labelOptions,
  type FieldGuess,
  type ImportField,
  type ImportValue,
} from '@fulcrum/integration-kit'
import type { Stage } from '@fulcrum/domain'
import { shapes } from './shapes/all.ts'
import type { FieldShape } from './shapes/shape.ts'
import type { SystemField } from './system-fields.ts'

/** More labels than these are no labels. */
const maxLabels = 2_000
const maxDecimals = 10

/** What is gathered about one field in the first reading. */
export class FieldStock {
  readonly key: string
  readonly title: string
  readonly shape: FieldShape
  readonly historyByElement: boolean
  filledCount = 0
  historyCount = 0
  private readonly field: SystemField
  private readonly profile = new ColumnProfile()
  private readonly seen = new Set<FieldShape>()
  private labels: Map<string, number> | null = new Map()
  private decimals = 0

  /** `title` is the field's own, or one that makes it unique. */
  constructor(field: SystemField, title: string) {
    this.key = field.id
    this.title = title
    this.shape = field.shape
    this.historyByElement = field.historyByElement ?? false
    this.field = field
  }

  /** Counts a value that is not empty, with the shape that it had. */
  note(value: ImportValue, shape: FieldShape): void {
    this.filledCount++
    this.seen.add(shape)
    if (typeof value === 'number') {
      const fraction = String(value).split('.')[1]
      this.decimals = Math.max(this.decimals, Math.min(fraction?.length ?? 0, maxDecimals))
    }
    for (const element of elementsOf(value)) {
      this.profile.add(element)
      if (shapes[shape].labels !== undefined && typeof element === 'string') this.noteLabel(element, 1)
    }
  }

  /** Counts an entry of history with its labels, which may be gone from all records. */
  noteHistory(values: readonly (string | null)[]): void {
    this.historyCount++
    const { labels } = shapes[this.shape]
    if (labels === undefined || (labels === 'several' && !this.historyByElement)) return
    for (const value of values) if (value !== null) this.noteLabel(value, 0)
  }

  /** The field, after the first reading. `stages` are those that the source gives its statuses. */
  finish(stages: ReadonlyMap<string, Stage>): ImportField {
    this.profile.finish()
    const { role } = this.field
    const guess = this.guess(stages)
    const { count, isMinimum } = this.profile.distinctCount
    const columnRole = this.field.columnRole ?? (this.field.isOwn ? columnRoleOf(this.title, guess) : undefined)
    return {
      key: this.key,
      title: this.title,
      guess,
      ...(role === undefined ? {} : { role }),
      ...(columnRole === undefined ? {} : { columnRole }),
      filledCount: this.filledCount,
      distinctCount: count,
      ...(isMinimum ? { distinctIsMinimum: true } : {}),
      samples: this.profile.samples,
      historyCount: this.historyCount,
    }
  }

  private guess(stages: ReadonlyMap<string, Stage>): FieldGuess {
    const { labels } = this
    const theme = this.field.theme ?? 'other'
    return shapes[this.shape].guess({
      title: this.title,
      role: this.field.role,
      theme,
      profile: this.profile,
      seen: this.seen,
      decimals: this.decimals,
      labelCount: labels?.size ?? null,
      options: () => (labels === null ? [] : labelOptions(labels, theme, stages)),
    })
  }

  private noteLabel(label: string, count: number): void {
    if (this.labels === null) return
    this.labels.set(label, (this.labels.get(label) ?? 0) + count)
    if (this.labels.size > maxLabels) this.labels = null
  }
}

function elementsOf(value: ImportValue): readonly (string | number | boolean)[] {
  if (value === null) return []
  return typeof value === 'object' ? value : [value]
}
