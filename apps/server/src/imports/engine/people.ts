import { colours, matchingKey } from '@fulcrum/domain'
import type { Fields, ScopeReader } from '@fulcrum/domain'
import type { ImportPerson } from '@fulcrum/integration-kit'
import type { ImportDoor } from './import-door.ts'

/** How many people one command names. */
const peoplePerCommand = 1_000

/** The colours of placeholders; grey is left for what has none. */
const placeholderColours = colours.filter((colour) => colour !== 'grey')

/** Who is who: members by the keys of a source's people, null where nobody here is that person yet. */
export function matchPeople(
  account: ScopeReader,
  sourceId: string,
  people: readonly ImportPerson[],
): Map<string, string | null> {
  const bySource = new Map<string, string>()
  const byEmail = new Map<string, string>()
  const byName = new Map<string, string | null>()
  for (const [id, member] of account.records('member')) {
    if (member['removedAt'] !== undefined) continue
    for (const source of sourcesOf(member)) bySource.set(source, id)
    if (typeof member['email'] === 'string') byEmail.set(matchingKey(member['email']), id)
    const name = matchingKey(String(member['name'] ?? ''))
    // Two people of one name cannot be told apart by it.
    byName.set(name, byName.has(name) ? null : id)
  }
  return new Map(
    people.map((person) => {
      const known =
        sourceNames(sourceId, person)
          .map((name) => bySource.get(name))
          .find((id) => id !== undefined) ??
        (person.email === undefined ? undefined : byEmail.get(matchingKey(person.email))) ??
        // A source that knows people by nothing but their names means whoever has the name here.
        (person.key.startsWith('name:') ? byName.get(matchingKey(person.name)) : undefined)
      return [person.key, known ?? null]
    }),
  )
}

/** Makes placeholders of the people whom nobody here is yet, and gives the member of each. */
export async function bringPeople(
  door: ImportDoor,
  sourceId: string,
  people: readonly ImportPerson[],
): Promise<{ readonly members: Map<string, string>; readonly known: number; readonly placeholders: number }> {
  const account = await door.account()
  const matched = matchPeople(account, sourceId, people)
  const members = new Map<string, string>()
  const added: object[] = []
  const linked: { readonly id: string; readonly source: string }[] = []
  for (const person of people) {
    const [source = person.key, ...others] = sourceNames(sourceId, person)
    const known = matched.get(person.key) ?? null
    const id = known ?? door.newId()
    members.set(person.key, id)
    const there = sourcesOf(account.record('member', id) ?? {})
    for (const name of known === null ? others : [source, ...others]) {
      if (!there.includes(name)) linked.push({ id, source: name })
    }
    if (known !== null) continue
    added.push({
      id,
      name: nameOf(person),
      ...(person.email !== undefined && { email: person.email.slice(0, 320) }),
      source,
      colour: placeholderColours[added.length % placeholderColours.length],
    })
  }
  for (const slice of slices(added)) await door.people('member.addPlaceholders', { people: slice })
  for (const slice of slices(linked)) await door.people('member.nameSources', { people: slice })
  return { members, known: people.length - added.length, placeholders: added.length }
}

/** What a person is called in a source: the key first. */
function sourceNames(sourceId: string, { key, aliases = [] }: ImportPerson): string[] {
  return [key, ...aliases].map((name) => `${sourceId}:${name}`.slice(0, 500))
}

function sourcesOf({ sources }: Fields): readonly string[] {
  return Array.isArray(sources) ? sources.map(String) : []
}

function nameOf({ name, key }: ImportPerson): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, 255) || key.slice(0, 255)
}

function slices<T>(all: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += peoplePerCommand) parts.push(all.slice(at, at + peoplePerCommand))
  return parts
}
