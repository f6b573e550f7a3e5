import { matchingKey } from '@fulcrum/columnar'
import type { AccountDoor, MemberEntry } from './ports.ts'

/** Finds the member that a user is. */
export interface MemberDirectory {
  /** The active member of a user. */
  ofUser(userId: string): MemberEntry | null
  /** The member of a user, also one whose membership ended. */
  everOfUser(userId: string): MemberEntry | null
  byId(id: string): MemberEntry | null
  /** Who stands for somebody of an import with this address, else of this name; null where nobody or more than one does. */
  placeholderOf(told: { readonly email: string | null; readonly name: string | null }): MemberEntry | null
  /** The active member with this address. */
  activeWithEmail(email: string): MemberEntry | null
  hasOwner(): boolean
  /** The active owners. */
  owners(): readonly MemberEntry[]
}

/** A directory of the account as the door shows it at each question. */
export function memberDirectory(door: AccountDoor): MemberDirectory {
  let version = -1
  let byUser = new Map<string, MemberEntry>()
  let byId = new Map<string, MemberEntry>()

  /** Everybody is gone through once for each change of the account, not once for each request. */
  function refresh(): void {
    const now = door.version()
    if (now === version) return
    const all = [...door.members()]
    byId = new Map(all.map((entry) => [entry.id, entry]))
    byUser = new Map(all.map((entry) => [String(entry.fields['userId']), entry]))
    version = now
  }

  function find(matches: (entry: MemberEntry) => boolean): MemberEntry | null {
    refresh()
    return [...byId.values()].find((entry) => isActive(entry) && matches(entry)) ?? null
  }

  function everOfUser(userId: string): MemberEntry | null {
    refresh()
    return byUser.get(userId) ?? null
  }

  return {
    everOfUser,
    ofUser(userId) {
      const entry = everOfUser(userId)
      return entry && isActive(entry) ? entry : null
    },
    byId(id) {
      refresh()
      return byId.get(id) ?? null
    },
    placeholderOf({ email, name }) {
      refresh()
      const placeholders = [...byId.values()].filter(isPlaceholder)
      const only = (wanted: string | null, field: 'email' | 'name'): MemberEntry | null => {
        if (wanted === null) return null
        const [one, ...others] = placeholders.filter(({ fields }) => wordsOf(fields[field]) === wordsOf(wanted))
        return one !== undefined && others.length === 0 ? one : null
      }
      return only(email, 'email') ?? only(name, 'name')
    },
    activeWithEmail: (email) => find(({ fields }) => fields['email'] === email),
    owners() {
      refresh()
      return [...byId.values()].filter((entry) => isActive(entry) && entry.fields['role'] === 'owner')
    },
    hasOwner: () => find(({ fields }) => fields['role'] === 'owner') !== null,
  }
}

function isActive({ fields }: MemberEntry): boolean {
  return fields['removedAt'] === undefined && typeof fields['userId'] === 'string'
}

/** True for a member who stands for somebody that has not come yet. */
export function isPlaceholder({ fields }: MemberEntry): boolean {
  return fields['placeholder'] === true && fields['removedAt'] === undefined
}

/** The words of a name, however they are parted and capitalised. */
function wordsOf(text: unknown): string {
  return typeof text === 'string' ? matchingKey(text.trim().replace(/\s+/g, ' ')) : ''
}
