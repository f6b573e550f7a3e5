import { ruleOf, seesRow } from '@fulcrum/domain'
import type { BoardReader, Scope, Sight } from '@fulcrum/domain'
import type { PresentPerson } from '@fulcrum/protocol'

/** Changes of presence are told at most this often. */
const coalesceMs = 80

/** People as somebody with this sight may see them: who is at a cell that is hidden from them is there, but at none. */
export function visiblePeople(
  people: readonly PresentPerson[],
  sight: Sight | null,
  board: BoardReader | null,
): readonly PresentPerson[] {
  const rule = ruleOf(sight)
  if (!sight || (sight.hiddenColumns.size === 0 && rule === undefined)) return people
  return people.map((person) => {
    if (!person.cell) return person
    const { column, row } = person.cell
    const isHidden =
      (typeof column === 'number' && sight.hiddenColumns.has(column)) ||
      (rule !== undefined && (board === null || !seesRow(board, rule, row)))
    return isHidden ? { ...person, cell: null } : person
  })
}

/** Called for every change of who is here, of this node's own people. Null says that a client left. */
export type PresenceListener = (scope: Scope, client: string, person: PresentPerson | null) => void

/** Who is on which board, and at which cell: people of this node, and those whom other nodes told of. Lives in memory and is nobody's history. */
export class Presence {
  /** By scope, then by the node (empty for this one) and the client. */
  private readonly scopes = new Map<Scope, Map<string, PresentPerson>>()
  private readonly dirty = new Set<Scope>()
  private timer: NodeJS.Timeout | null = null
  private listener: PresenceListener | null = null
  private readonly tell: (scope: Scope, people: readonly PresentPerson[]) => void

  constructor(tell: (scope: Scope, people: readonly PresentPerson[]) => void) {
    this.tell = tell
  }

  /** Hears of this node's own people. */
  listen(listener: PresenceListener): void {
    this.listener = listener
  }

  /** Says where a client is. */
  set(scope: Scope, person: PresentPerson): void {
    this.put(scope, own(person.client), person)
    this.listener?.(scope, person.client, person)
  }

  /** Says that a client is on a scope no more. */
  leave(scope: Scope, client: string): void {
    if (this.put(scope, own(client), null)) this.listener?.(scope, client, null)
  }

  /** Takes what another node tells of one of its people. */
  heard(node: string, scope: Scope, client: string, person: PresentPerson | null): void {
    this.put(scope, `${node}/${client}`, person)
  }

  /** Forgets the people of a node that is silent. */
  forgetNode(node: string): void {
    for (const [scope, people] of this.scopes) {
      for (const key of people.keys()) if (key.startsWith(`${node}/`)) this.put(scope, key, null)
    }
  }

  /** Everyone on a scope, each client once: one that just moved to this node is here. */
  people(scope: Scope): readonly PresentPerson[] {
    const people = this.scopes.get(scope) ?? new Map<string, PresentPerson>()
    const elsewhere = [...people].filter(([key, { client }]) => key === own(client) || !people.has(own(client)))
    return [...new Map(elsewhere.map(([, person]) => [person.client, person])).values()]
  }

  /** This node's own people on every scope. */
  *ownPeople(): Iterable<readonly [Scope, PresentPerson]> {
    for (const [scope, people] of this.scopes) {
      for (const [key, person] of people) if (key === own(person.client)) yield [scope, person]
    }
  }

  private put(scope: Scope, key: string, person: PresentPerson | null): boolean {
    const people = this.scopes.get(scope) ?? new Map<string, PresentPerson>()
    if (person === null && !people.delete(key)) return false
    if (person !== null) people.set(key, person)
    if (people.size === 0) this.scopes.delete(scope)
    else this.scopes.set(scope, people)
    this.mark(scope)
    return true
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

function own(client: string): string {
  return `/${client}`
}
