import { LinkFields, waitingOf, type FidelityLog, type ImportField, type ImportLink } from '@fulcrum/integration-kit'
import type { BoardField } from './board-fields.ts'

/** Columns that name other items of the board as what has to come first. Names that several items have are nobody's. */
export class Waits {
  /** The fields that the ties replace where every name is found. */
  readonly fields: ReadonlySet<BoardField>
  private readonly links = new LinkFields()
  private readonly keys = new Set<string>()
  private readonly byName = new Map<string, string | null>()
  private readonly named: { readonly key: string; readonly names: readonly string[]; readonly label: string }[] = []
  private unfound = 0

  constructor(fields: readonly BoardField[]) {
    this.fields = new Set(fields.filter(({ stock }) => stock.hint === 'dependency'))
  }

  /** False where no column is about that; then nothing needs to be noted. */
  get isNeeded(): boolean {
    return this.fields.size > 0
  }

  /** Notes a record in a reading of its own, before any is made. */
  add(key: string, name: string, textOf: (field: BoardField) => string): void {
    this.keys.add(key)
    this.byName.set(name, this.byName.has(name) ? null : key)
    for (const field of this.fields) {
      const names = textOf(field)
        .split(/,\s*/)
        .filter((each) => each !== '')
      const label = waitingOf(field.title) === null ? 'depends on' : field.title.toLowerCase()
      if (names.length > 0) this.named.push({ key, names, label })
    }
  }

  /** The field of the ties. `isWhole` says that every name was found, so that the texts say no more than the ties. */
  finish(
    titles: Set<string>,
    fidelity: FidelityLog,
  ): { readonly fields: readonly ImportField[]; readonly isWhole: boolean } {
    for (const { key, names, label } of this.named) {
      const links = names.flatMap((name): ImportLink[] => {
        const other = this.byName.get(name)
        if (other) return [{ type: 'Dependency', direction: 'outward', label, key: other }]
        this.unfound++
        return []
      })
      this.links.add(key, links)
    }
    return { fields: this.links.finish((key) => this.keys.has(key), titles, fidelity), isWhole: this.unfound === 0 }
  }

  /** Puts a record's ties into its values; call after `finish`. */
  put(key: string, values: Parameters<LinkFields['put']>[1]): void {
    this.links.put(key, values)
  }
}
