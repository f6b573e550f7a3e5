import { expect, test } from 'vitest'
import type { Fields } from '../record.ts'
import type { Principal } from '../principal.ts'
import { boardRole } from '../rights/can.ts'
import { docResourceOf, followedRights, hangingOn } from './followed-rights.ts'

const member = (memberId: string, role: 'member' | 'guest' = 'member'): Principal =>
  ({ kind: 'member', memberId, role, teamIds: [] }) as unknown as Principal

const named = (id: string, role: string, rows?: Fields) => ({ id, subject: 'member', role, ...(rows && { rows }) })

/** The role on a doc that follows a board. */
function roleOn(board: Fields, members: ReturnType<typeof named>[], who: Principal, own: typeof members = []) {
  const boardRights = followedRights({ id: 'b', board: { name: 'Board', ...board }, members })
  return boardRole(who, docResourceOf('d', { name: 'Doc', access: 'board', boardRights }, own))
}

test('on a doc that follows a board everybody has the role that they have there', () => {
  expect(roleOn({}, [], member('anna'))).toBe('editor')
  expect(roleOn({}, [], member('gus', 'guest'))).toBe(null)
  expect(roleOn({ access: 'private' }, [named('anna', 'commenter')], member('anna'))).toBe('commenter')
  expect(roleOn({ access: 'private' }, [named('anna', 'owner')], member('ben'))).toBe(null)
  expect(roleOn({ access: 'shareable' }, [named('gus', 'viewer')], member('gus', 'guest'))).toBe('viewer')
})

test('whoever is named on the doc itself has that role too', () => {
  expect(roleOn({ access: 'private' }, [], member('ben'), [named('ben', 'owner')])).toBe('owner')
  expect(roleOn({ access: 'private' }, [named('ben', 'viewer')], member('ben'), [named('ben', 'editor')])).toBe(
    'editor',
  )
})

test('who sees some items of a board only, and whoever waits for an import, reads none of its docs', () => {
  const rows = { columns: [1], watched: false } as unknown as Fields
  expect(roleOn({ access: 'private' }, [named('anna', 'editor', rows)], member('anna'))).toBe(null)
  expect(roleOn({ hidden: true }, [named('anna', 'owner')], member('anna'))).toBe(null)
})

test('a doc that says nothing of the board that it follows is for its own people', () => {
  const fields = { name: 'Doc', access: 'board' }
  expect(boardRole(member('anna'), docResourceOf('d', fields, []))).toBe(null)
  expect(boardRole(member('anna'), docResourceOf('d', { ...fields, boardRights: [1] }, []))).toBe(null)
  expect(boardRole(member('anna'), docResourceOf('d', fields, [named('anna', 'owner')]))).toBe('owner')
})

test('a doc that goes to where its board is not is for those who are named on itself', () => {
  const rights = { access: 'private', members: [named('anna', 'owner')] }
  const doc: Fields = { name: 'Doc', access: 'board', itemId: 'i', boardId: 'b', boardRights: rights }
  expect(hangingOn(doc, () => true)).toBe(doc)
  expect(hangingOn(doc, () => false)).toEqual({ name: 'Doc', access: 'private' })
  expect(hangingOn(doc, (id) => id === 'b')).toEqual({
    name: 'Doc',
    access: 'board',
    boardId: 'b',
    boardRights: rights,
  })
  expect(hangingOn({ name: 'Doc', access: 'board', boardRights: rights }, () => true)).toEqual({
    name: 'Doc',
    access: 'private',
  })
  expect(hangingOn({ access: 'main', itemId: 'i' }, () => false)).toEqual({ access: 'main' })
})
