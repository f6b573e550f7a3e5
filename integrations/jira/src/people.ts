import { asObject, asText, get, type ImportPerson, type Raw } from '@fulcrum/integration-kit'

interface Known {
  accountId?: string | undefined
  key?: string | undefined
  name?: string | undefined
  displayName?: string | undefined
  email?: string | undefined
}

/**
 * Everybody an export names. A person has several ids (account id, key, login name); whichever is used, the same key
 * comes back: the most lasting id that the export has. Keys are final after `finish`, and nobody joins any more.
 */
export class PeopleRegistry {
  private readonly byId = new Map<string, Known>()
  private readonly everybody = new Set<Known>()
  private readonly loose = new Map<string, string>()
  private isFinished = false

  /** Notes a user object; returns the person's key, or null for none. */
  add(raw: Raw): string | null {
    const user = asObject(raw)
    if (user === null) return null
    const accountId = asText(get(user, 'accountId'))
    const key = asText(get(user, 'key'))
    const name = asText(get(user, 'name'))
    const displayName = asText(get(user, 'displayName'))
    const email = asText(get(user, 'emailAddress'))
    const lasting = [accountId, key, name].filter((id) => id !== null)
    const ids = lasting.length > 0 ? lasting : [email ?? displayName].filter((id) => id !== null)
    const [first] = ids
    if (first === undefined) return null
    const known = ids.map((id) => this.byId.get(id)).find((each) => each !== undefined)
    if (this.isFinished) return known === undefined ? first : keyOf(known)
    const person = known ?? {}
    this.everybody.add(person)
    for (const id of ids) if (!this.byId.has(id)) this.byId.set(id, person)
    person.accountId ??= accountId ?? undefined
    person.key ??= key ?? undefined
    person.name ??= name ?? (lasting.length === 0 ? first : undefined)
    person.displayName ??= displayName ?? undefined
    person.email ??= email ?? undefined
    return keyOf(person)
  }

  /** Notes an id that history names. */
  addId(id: string, name: string | null): void {
    if (!this.isFinished && !this.byId.has(id) && !this.loose.has(id)) this.loose.set(id, name ?? id)
  }

  /** Call after the first reading. */
  finish(): void {
    for (const [id, name] of this.loose) this.add({ name: id, displayName: name })
    this.loose.clear()
    this.isFinished = true
  }

  /** The key of the person with this id; the id itself where nobody has it. */
  keyOf(id: string): string {
    const person = this.byId.get(id)
    return person === undefined ? id : keyOf(person)
  }

  /** Everybody, in the order of appearance. Other exports may know them by any other name that only they have. */
  all(): readonly ImportPerson[] {
    const people = [...this.everybody]
    const owners = new Map<string, number>()
    for (const name of people.flatMap(namesOf)) owners.set(name, (owners.get(name) ?? 0) + 1)
    return people.map((person) => {
      const key = keyOf(person)
      const { email } = person
      const aliases = namesOf(person).filter((name) => name !== key && owners.get(name) === 1)
      return {
        key,
        name: person.displayName ?? person.name ?? key,
        ...(email === undefined ? {} : { email }),
        ...(aliases.length === 0 ? {} : { aliases }),
      }
    })
  }
}

/** Everything a person is called, each once. */
function namesOf({ accountId, key, name, displayName }: Known): string[] {
  const given = [accountId, key, name, displayName].filter((each) => each !== undefined)
  return [...new Set(given)]
}

function keyOf(person: Known): string {
  return person.accountId ?? person.key ?? person.name ?? ''
}
