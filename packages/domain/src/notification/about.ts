import type { Fields } from '../record.ts'

/** The field by which an entry names what it is about, by what that is. */
const namedBy = { item: 'itemId', board: 'boardId', doc: 'docId' } as const

export type AboutKind = keyof typeof namedBy

/** What an entry of the inbox can be about. */
export const aboutKinds = ['item', 'board', 'doc'] as const satisfies readonly AboutKind[]

/** What an entry of the inbox is about. Its id is the entry's: there is one entry of each thing. */
export interface About {
  readonly kind: AboutKind
  readonly id: string
}

/** An item, as what an entry is about. */
export function aboutItem(id: string): About {
  return { kind: 'item', id }
}

/** A board, as what an entry is about. */
export function aboutBoard(id: string): About {
  return { kind: 'board', id }
}

/** A doc, as what an entry is about. */
export function aboutDoc(id: string): About {
  return { kind: 'doc', id }
}

/** What a stored entry is about. */
export function aboutOf(id: string, fields: Fields): About {
  return { kind: aboutKinds.find((kind) => fields[namedBy[kind]] === id) ?? 'board', id }
}

/** What an entry stores of what it is about. */
export function namedFields({ kind, id }: About): Fields {
  return { [namedBy[kind]]: id }
}
