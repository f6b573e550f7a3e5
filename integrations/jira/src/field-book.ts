import {
  asText,
  fieldKey,
  get,
  isUnsafeKey,
  limitsOf,
  tooManyFields,
  unique,
  type ImportField,
  type ImportOptions,
  type Raw,
} from '@fulcrum/integration-kit'
import type { Stage } from '@fulcrum/domain'
import { FieldStock } from './field-stock.ts'
import type { FieldShape } from './shapes/shape.ts'
import { customShapes, leftOutFields, systemFields, typeShapes, type SystemField } from './system-fields.ts'

/** What pages say about fields: their titles and how their values are made. */
export interface FieldNotes {
  readonly names: ReadonlyMap<string, string>
  readonly schemas: ReadonlyMap<string, Readonly<Record<string, Raw>>>
}

const maxNameChars = 200
const systemIds: ReadonlySet<string> = new Set(systemFields.map(({ id }) => id))

/** All fields of an export, by their ids and by the names under which history knows them. */
export class FieldBook {
  private readonly notes: FieldNotes
  private readonly options: ImportOptions
  private readonly maxFields: number
  private readonly stocks = new Map<string, FieldStock>()
  private readonly titles = new Set<string>()
  private readonly byName = new Map<string, string>()
  private readonly keys = new Map<string, string | null>()
  private epicFields: readonly string[] | null = null

  constructor(notes: FieldNotes, options: ImportOptions) {
    this.notes = notes
    this.options = options
    this.maxFields = limitsOf(options).maxFields
    for (const field of systemFields) {
      const title = this.uniqueTitle(notes.names.get(field.id) ?? field.title)
      this.stocks.set(field.id, new FieldStock(field, title))
      for (const name of [field.id, field.title, title, ...(field.historyNames ?? [])]) this.noteName(name, field.id)
    }
    for (const [id, name] of notes.names) if (!leftOutFields.has(id) && id !== 'comment') this.noteName(name, id)
  }

  /** The field with this id; null for names that programs reserve. `title` serves where the export names none. */
  byId(id: string, title = id): FieldStock | null {
    const key = this.safeKey(id)
    if (key === null) return null
    const known = this.stocks.get(key)
    return known ?? this.add({ id: key, title: this.titleOf(id, title), shape: this.shapeOf(id), isOwn: true })
  }

  /**
   * The field that a change is about: by its id, else by its name, else one of its own; null where the name is of no
   * use. The answer does not depend on which issues were read before.
   */
  ofHistory(fieldId: string | null, name: string): FieldStock | null {
    const known = fieldId !== null && this.safeKey(fieldId) !== null ? fieldId : this.byName.get(name.toLowerCase())
    const title = name.replace(/\s+/g, ' ').trim().slice(0, maxNameChars)
    if (known !== undefined) return this.byId(known, title)
    if (name.length > maxNameChars) return null
    const id = `history-${fieldKey(name)}`
    return this.stocks.get(id) ?? this.add({ id, title: title === '' ? id : title, shape: 'text' })
  }

  /** True for fields that hold the order of lists. */
  isRank(id: string): boolean {
    return this.customType(id)?.endsWith(':gh-lexo-rank') ?? false
  }

  /** The fields that name the epic of an issue. */
  epicLinks(): readonly string[] {
    this.epicFields ??= [...new Set([...this.notes.schemas.keys(), ...this.notes.names.keys()])].filter(
      (id) => this.customType(id)?.endsWith(':gh-epic-link') ?? this.notes.names.get(id) === 'Epic Link',
    )
    return this.epicFields
  }

  /** The fields that occur, after the first reading. `onHistoryOnly` hears of those that no issue has. */
  finish(stages: ReadonlyMap<string, Stage>, onHistoryOnly: (stock: FieldStock) => void): readonly ImportField[] {
    const found = [...this.stocks.values()].filter((stock) => stock.filledCount > 0 || stock.historyCount > 0)
    for (const stock of found) if (stock.filledCount === 0 && !this.isDeclared(stock.key)) onHistoryOnly(stock)
    return found.map((stock) => stock.finish(stages))
  }

  private isDeclared(key: string): boolean {
    return systemIds.has(key) || this.notes.names.has(key)
  }

  private noteName(name: string, id: string): void {
    const lower = name.toLowerCase()
    if (!this.byName.has(lower)) this.byName.set(lower, id)
  }

  private add(field: SystemField): FieldStock {
    if (this.stocks.size >= this.maxFields) throw tooManyFields(limitsOf(this.options))
    const stock = new FieldStock(field, this.uniqueTitle(field.title))
    this.stocks.set(field.id, stock)
    return stock
  }

  private uniqueTitle(title: string): string {
    return unique(title, this.titles, (name, n) => `${name} ${n}`)
  }

  /** Ids of the source serve as keys where they are plain; others are made plain; unsafe ones have none. */
  private safeKey(id: string): string | null {
    const known = this.keys.get(id)
    if (known !== undefined) return known
    const isPlain = /^[A-Za-z][\w.-]{0,99}$/.test(id) && !(id in Object.prototype)
    const key = isUnsafeKey(id) ? null : isPlain ? id : `field-${fieldKey(id)}`
    if (this.keys.size < this.maxFields * 2) this.keys.set(id, key)
    return key
  }

  private titleOf(id: string, otherwise: string): string {
    const title = (this.notes.names.get(id) ?? otherwise).replace(/\s+/g, ' ').trim().slice(0, maxNameChars)
    return title === '' ? id : title
  }

  private customType(id: string): string | null {
    return asText(get(this.notes.schemas.get(id), 'custom'))
  }

  private shapeOf(id: string): FieldShape {
    const custom = this.customType(id)
    const byCustom = custom === null ? undefined : customShapes.get(custom.slice(custom.lastIndexOf(':') + 1))
    if (byCustom !== undefined) return byCustom
    const schema = this.notes.schemas.get(id)
    const type = asText(get(schema, 'type')) ?? ''
    const one = typeShapes.get(type === 'array' ? (asText(get(schema, 'items')) ?? '') : type)
    if (one === undefined || type !== 'array') return one ?? 'any'
    return one === 'person' ? 'people' : 'labels'
  }
}
