import type { AccountDoor, MemberEntry } from './ports.ts'

/** Finds the member that a user is. */
export interface MemberDirectory {
  /** The active member of a user. */
  ofUser(userId: string): MemberEntry | null
  /** The member of a user, also one whose membership ended. */
  everOfUser(userId: string): MemberEntry | null
  byId(id: string): MemberEntry | null
  /** The active member with this address. */
  activeWithEmail(email: string): MemberEntry | null
  hasOwner(): boolean
}

/** A directory that reads the account as the door shows it at each question. */
export function memberDirectory(door: AccountDoor): MemberDirectory {
  function find(matches: (entry: MemberEntry) => boolean): MemberEntry | null {
    for (const entry of door.members()) if (matches(entry)) return entry
    return null
  }
  return {
    ofUser: (userId) => find((entry) => isActive(entry) && entry.fields['userId'] === userId),
    everOfUser: (userId) => find(({ fields }) => fields['userId'] === userId),
    byId: (id) => find((entry) => entry.id === id),
    activeWithEmail: (email) => find((entry) => isActive(entry) && entry.fields['email'] === email),
    hasOwner: () => find((entry) => isActive(entry) && entry.fields['role'] === 'owner') !== null,
  }
}

function isActive({ fields }: MemberEntry): boolean {
  return fields['removedAt'] === undefined && typeof fields['userId'] === 'string'
}
