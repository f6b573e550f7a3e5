import type { BoardSight, Scope } from '@fulcrum/domain'
import type { PresentPerson } from '@fulcrum/protocol'

/** Changes of presence are told at most this often. */
const coalesceMs = 80

/** People as somebody with this sight may see them: who is at a hidden cell is there, but at none. */
export function visiblePeople(people: readonly PresentPerson[], sight: BoardSight | null): readonly PresentPerson[] {
  if (!sight || sight.hiddenColumns.size === 0) return people
  return people.map((person) => {
    const column = person.cell?.column
    return typeof column === 'number' && sight.hiddenColumns.has(column) ? { ...person, cell: null } : person
  })
}

/** Who is on which board, and at which cell. Lives in memory and is nobody's history. */
export class Presence {
  private readonly scopes = new Map<Scope, Map<string, PresentPerson>>()
  private readonly dirty = new Set<Scope>()
  private timer: NodeJS.Timeout | null = null
  private readonly tell: (scope: Scope, people: readonly PresentPerson[]) => void

  constructor(tell: (scope: Scope, people: readonly PresentPerson[]) => void) {
    this.tell = tell
  }

  /** Says where a client is. */
  set(scope: Scope, person: PresentPerson): void {
    const people = this.scopes.get(scope) ?? new Map<string, PresentPerson>()
    this.scopes.set(scope, people.set(person.client, person))
    this.mark(scope)
  }

  /** Says that a client is on a scope no more. */
  leave(scope: Scope, client: string): void {
    const people = this.scopes.get(scope)
    if (!people?.delete(client)) return
    if (people.size === 0) this.scopes.delete(scope)
    this.mark(scope)
  }

  /** Everyone on a scope. */
  people(scope: Scope): readonly PresentPerson[] {
    return [...(this.scopes.get(scope)?.values() ?? [])]
  }

  private mark(scope: Scope): void {
    this.dirty.add(scope)
    this.timer ??= setTimeout(() => {
      this.timer = null
      for (const each of this.dirty) this.tell(each, this.people(each))
      this.dirty.clear()
    }, coalesceMs).unref()
  }
}
