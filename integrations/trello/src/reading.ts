import type { FidelityLog, FidelityReason, ImportValue } from '@fulcrum/integration-kit'
import type { Board } from './board.ts'
import type { Fields } from './fields.ts'
import type { People } from './people.ts'

/** What the parts of reading a board share. The first reading counts; later ones repeat it. */
export class Reading {
  readonly board: Board
  readonly fields: Fields
  readonly people: People
  /** Cards by the short name that their addresses have. */
  readonly byShortLink: ReadonlyMap<string, string>
  /** True in the first reading. */
  counting = true
  private readonly fidelity: FidelityLog

  constructor(board: Board, fields: Fields, people: People, fidelity: FidelityLog) {
    this.board = board
    this.fields = fields
    this.people = people
    this.fidelity = fidelity
    this.byShortLink = new Map(
      board.cards.flatMap(({ id, shortLink }) =>
        typeof id === 'string' && typeof shortLink === 'string' ? [[shortLink, id] as const] : [],
      ),
    )
  }

  /** Puts a value that is not empty among a record's. */
  put(values: Record<string, ImportValue>, key: string, value: ImportValue): void {
    const stock = this.fields.get(key)
    if (stock === undefined || value === null || value === '' || (typeof value === 'object' && value.length === 0))
      return
    values[key] = value
    if (this.counting) stock.note(value)
  }

  /** Reports what has no place, in the first reading. */
  lose(field: string | null, reason: FidelityReason, sample: string, count = 1): void {
    if (this.counting) this.fidelity.add(field, reason, sample, count)
  }
}
