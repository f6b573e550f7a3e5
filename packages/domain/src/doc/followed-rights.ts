import type { BoardReader } from '../board/board-reader.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Fields } from '../record.ts'
import { boardResource } from '../rights/board-resource.ts'
import type { BoardResource } from '../rights/can.ts'

/** The access of a doc that whoever may read a board may read, with the role that they have there. */
export const followsBoard = 'board'

/**
 * Who has which role on a board, as a doc that follows it keeps it: so that a doc is judged without its board. Whoever sees some
 * items only is not among them, because a doc is not one of those items; and nobody is while an import fills the board.
 */
export function followedRights({ board: fields, members }: BoardResource): JsonObject {
  if (fields['name'] === undefined || fields['hidden'] === true) return { access: 'private', members: [] }
  return {
    access: String(fields['access'] ?? 'main'),
    members: members
      .filter(({ rows }) => rows === undefined || rows === null)
      .map(({ id, subject, role }) => ({ id, subject, role }))
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
  }
}

/** The fields of a doc that follows a board. */
export function following(board: BoardReader): Fields {
  return {
    access: followsBoard,
    boardId: board.boardId,
    boardRights: followedRights(boardResource(board, board.boardId)),
  }
}

/**
 * What the rules about a doc look at: it is judged as a board is, by its access and by who is named on it. One that follows a
 * board has the access of that board, and whoever is named there beside its own people.
 */
export function docResourceOf(id: string, doc: Fields, members: BoardResource['members']): BoardResource {
  if (doc['access'] !== followsBoard) return { id, board: doc, members }
  const followed = doc['boardRights']
  if (!isObject(followed)) return { id, board: { ...doc, access: 'private' }, members }
  const named = Array.isArray(followed['members']) ? followed['members'] : []
  return {
    id,
    board: { ...doc, access: followed['access'] ?? 'private' },
    members: [
      ...members,
      ...named
        .filter(isObject)
        .map((each) => ({ id: String(each['id']), subject: String(each['subject']), role: String(each['role']) })),
    ],
  }
}

/**
 * A doc that goes to where not all is that it hangs on: it is on no item that is not there, and where it followed a board that is
 * not there it is for those who are named on itself.
 */
export function hangingOn(doc: Fields, isThere: (id: string) => boolean): Fields {
  const { itemId, boardId } = doc
  const loses = typeof itemId === 'string' && !isThere(itemId)
  const isAlone = doc['access'] === followsBoard && !(typeof boardId === 'string' && isThere(boardId))
  if (!loses && !isAlone) return doc
  const gone = new Set([...(loses ? ['itemId'] : []), ...(isAlone ? ['boardId', 'boardRights'] : [])])
  const kept = Object.fromEntries(Object.entries(doc).filter(([field]) => !gone.has(field)))
  return isAlone ? { ...kept, access: 'private' } : kept
}

/** What a doc keeps of the rights on a board, with nobody named but these: who else sees the board is not told with the doc. */
export function rightsNaming(followed: Json, names: ReadonlySet<string>): Json {
  if (!isObject(followed) || !Array.isArray(followed['members'])) return followed
  const members = followed['members'].filter((each) => isObject(each) && names.has(String(each['id'])))
  return members.length === followed['members'].length ? followed : { ...followed, members }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
