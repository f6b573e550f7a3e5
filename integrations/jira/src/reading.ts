import type { FidelityLog, FidelityReason, Raw } from '@fulcrum/integration-kit'
import type { FieldBook } from './field-book.ts'
import type { PeopleRegistry } from './people.ts'
import type { ReadContext } from './shapes/shape.ts'

/** What the parts of reading an issue share. The first reading counts; later ones repeat it. */
export class Reading {
  readonly people: PeopleRegistry
  readonly book: FieldBook
  /** True in the first reading. */
  counting = true
  private readonly fidelity: FidelityLog

  constructor(people: PeopleRegistry, book: FieldBook, fidelity: FidelityLog) {
    this.people = people
    this.book = book
    this.fidelity = fidelity
  }

  /** Reports what has no place, in the first reading. */
  lose(field: string | null, reason: FidelityReason, sample: string, count = 1): void {
    if (this.counting) this.fidelity.add(field, reason, sample, count)
  }

  /** For values of a field; null for those of none. */
  context(field: string | null): ReadContext {
    return { people: this.people, onLost: (what) => this.lose(field, 'value-shortened', what) }
  }
}

/** A raw value as a sample for people. */
export function shortJson(raw: Raw): string {
  if (typeof raw === 'string') return raw.slice(0, 200)
  if (typeof raw !== 'object' || raw === null) return String(raw)
  const keys = Array.isArray(raw) ? `[${raw.length}]` : `{${Object.keys(raw).slice(0, 8).join(', ')}}`
  return keys.slice(0, 200)
}
