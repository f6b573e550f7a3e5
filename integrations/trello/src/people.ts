import { asObject, asText, get, type ImportPerson, type Raw, type RawObject } from '@fulcrum/integration-kit'

/** Everybody a board names, by the id of their account: members, and whoever did something and has left since. */
export class People {
  private readonly byId = new Map<string, ImportPerson>()

  /** Notes the members of the board. */
  constructor(members: readonly RawObject[]) {
    for (const member of members) this.add(member)
  }

  /** Notes a member object; returns the person's key, or null for none. */
  add(raw: Raw): string | null {
    const member = asObject(raw)
    const id = asText(get(member, 'id'))
    if (id === null) return null
    if (this.byId.has(id)) return id
    const username = asText(get(member, 'username'))
    const name = asText(get(member, 'fullName'))?.trim() || (username ?? id)
    const aliases = [...new Set([username, name])].filter((each) => each !== null && each !== id)
    this.byId.set(id, { key: id, name, ...(aliases.length === 0 ? {} : { aliases: aliases.map(String) }) })
    return id
  }

  /** Somebody of whom only the id is known. */
  addId(id: string | null): string | null {
    if (id !== null && !this.byId.has(id)) this.byId.set(id, { key: id, name: `Member ${id.slice(-6)}` })
    return id
  }

  /** Everybody, in the order of appearance; a name that two have is no alias of either. */
  all(): readonly ImportPerson[] {
    const owners = new Map<string, number>()
    const everybody = [...this.byId.values()]
    for (const name of everybody.flatMap(({ aliases }) => aliases ?? [])) owners.set(name, (owners.get(name) ?? 0) + 1)
    return everybody.map(({ aliases: all, ...person }) => {
      const aliases = (all ?? []).filter((name) => owners.get(name) === 1)
      return { ...person, ...(aliases.length === 0 ? {} : { aliases }) }
    })
  }
}
