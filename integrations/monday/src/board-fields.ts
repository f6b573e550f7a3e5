import {
  columnRoleOf,
  dayOrderOf,
  fieldKey,
  importKindOf,
  limitsOf,
  peopleOf,
  tooManyFields,
  unique,
  type FidelityLog,
  type FieldGuess,
  type ImportField,
  type ImportOptions,
  type ImportPerson,
  type ImportRole,
  type TableCell,
} from '@fulcrum/integration-kit'
import { ColumnStock } from './column-stock.ts'
import type { Level } from './row-sorter.ts'
import { shapeOf } from './shapes/all.ts'
import type { Shape } from './shapes/shape.ts'
import { namesOfSubItems, type TitledColumn } from './titles.ts'

/** A field that values of a column go to, and how they are read. */
export interface BoardField {
  readonly key: string
  readonly title: string
  readonly guess: FieldGuess
  readonly shape: Shape
  readonly stock: ColumnStock
  readonly role?: ImportRole
}

/**
 * The columns of a board and those of its sub-items, which have titles of their own. Where both have a column of one title and
 * what stands in them is of one kind, they are one field.
 */
export class BoardFields {
  private readonly options: ImportOptions
  private readonly stocks: Readonly<Record<Level, Map<string, ColumnStock>>> = { item: new Map(), subitem: new Map() }
  /** What stands under a title on either level. */
  private readonly shared = new Map<string, ColumnStock>()
  private readonly fields: Readonly<Record<Level, Map<string, BoardField>>> = { item: new Map(), subitem: new Map() }

  constructor(options: ImportOptions) {
    this.options = options
  }

  /** Counts a cell that is not empty. */
  note(level: Level, column: TitledColumn, cell: TableCell, fill: string | undefined): void {
    for (const stocks of [this.stocks[level], this.shared]) {
      let stock = stocks.get(column.title)
      if (stock === undefined) {
        const limits = limitsOf(this.options)
        if (stocks.size >= limits.maxFields) throw tooManyFields(limits)
        stock = new ColumnStock(column.title, column.endAt !== null)
        stocks.set(column.title, stock)
      }
      stock.note(cell, fill)
    }
  }

  /** The fields, after the first reading. `hasSubItems` says that the names of sub-items are told by themselves. */
  finish(hasSubItems: boolean, keys: Set<string>, titles: Set<string>, fidelity: FidelityLog): readonly BoardField[] {
    const all = [...this.stocks.item.values(), ...this.stocks.subitem.values(), ...this.shared.values()]
    for (const { profile } of all) profile.finish()
    const context = { dayFirst: this.options.dayFirst ?? dayOrderOf(all.map(({ profile }) => profile.dateCounts)) }
    const made: BoardField[] = []
    const roles = new Set<ImportRole>()
    const make = (stock: ColumnStock, title: string): BoardField => {
      const { shape, guess } = shapeOf(stock, context)
      const role = roleOf(stock, guess)
      const isFree = role !== undefined && !roles.has(role)
      if (isFree) roles.add(role)
      const field = {
        key: unique(fieldKey(title), keys, (name, n) => `${name}-${n}`),
        title: unique(title, titles, (name, n) => `${name} ${n}`),
        guess,
        shape,
        stock,
        ...(isFree ? { role } : {}),
      }
      made.push(field)
      return field
    }
    for (const [title, stock] of this.stocks.item) {
      if (hasSubItems && namesOfSubItems.test(title)) {
        fidelity.add(null, 'field-derived', title, stock.filledCount)
        continue
      }
      const below = this.stocks.subitem.get(title)
      const isOne = below !== undefined && shapeOf(below, context).guess.kind === shapeOf(stock, context).guess.kind
      const field = make(isOne ? (this.shared.get(title) ?? stock) : stock, title)
      this.fields.item.set(title, field)
      if (isOne) this.fields.subitem.set(title, field)
    }
    for (const [title, stock] of this.stocks.subitem) {
      if (this.fields.subitem.has(title)) continue
      const isOther = this.stocks.item.has(title)
      this.fields.subitem.set(title, make(stock, isOther ? `${title} (sub-items)` : title))
    }
    return made
  }

  /** The field of a column, after `finish`; undefined for one that is left out. */
  of(level: Level, { title }: TitledColumn): BoardField | undefined {
    return this.fields[level].get(title)
  }
}

/** A field of the document. */
export function asImportField({ key, title, guess, role, stock }: BoardField): ImportField {
  const { count, isMinimum } = stock.profile.distinctCount
  const columnRole = role === undefined ? columnRoleOf(stock.title, guess) : undefined
  return {
    key,
    title,
    guess,
    ...(role === undefined ? {} : { role }),
    ...(columnRole === undefined ? {} : { columnRole }),
    filledCount: stock.filledCount,
    distinctCount: count,
    ...(isMinimum ? { distinctIsMinimum: true } : {}),
    samples: stock.profile.samples,
    historyCount: 0,
  }
}

/** Everybody named in fields of people. */
export function peopleIn(fields: readonly BoardField[]): readonly ImportPerson[] {
  return fields
    .filter(({ guess }) => importKindOf(guess.kind).namesPeople)
    .flatMap(({ stock, guess }) => [...stock.names].flatMap((text) => peopleOf(text, guess.settings.separator)))
}

/** Who and when; key, title, group and parent are known from the rows themselves. */
function roleOf({ hint }: ColumnStock, guess: FieldGuess): ImportRole | undefined {
  return importKindOf(guess.kind).importRoles?.find((role) => role === hint)
}
