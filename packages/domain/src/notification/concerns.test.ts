import { expect, test } from 'vitest'
import type { LoggedChange } from '../change.ts'
import { must } from '../errors.ts'
import { scopeOf } from '../scope.ts'
import { ids, people, World } from '../testing/world.ts'
import type { PersonName } from '../testing/world.ts'
import { aboutOf } from './about.ts'
import { concernsInDoc } from './concerns.ts'

const anchor = {
  from: { item: { client: 7, clock: 3 }, assoc: 0 },
  to: { item: { client: 7, clock: 9 }, assoc: -1 },
  before: 'All of ',
  after: '.',
}
const words = { anchor, quote: 'the cache' }
const named = (name: PersonName): string => `@[member:${people[name]}]`

function talk() {
  const world = new World()
  const doc = world.newId()
  const scope = scopeOf('doc', doc)
  world.run('doc.create', { doc, workspace: ids.workspace, name: 'Plan' })
  const say = (body: string, as: PersonName, more: object = words) => {
    const id = world.newId()
    return { id, ran: world.run('doc.comment', { doc, id, body, ...more }, as) }
  }
  /** Whom a change concerns and why, as the doc is by now. */
  const told = (ran: { readonly changes: readonly LoggedChange[] }) => {
    const change = must(ran.changes.find((each) => each.scope === scope))
    return concernsInDoc(change, { account: world.account, doc: world.state(scope) })
  }
  const reasons = (ran: { readonly changes: readonly LoggedChange[] }) =>
    Object.fromEntries(told(ran).map(({ member, reason }) => [member, reason]))
  return { world, doc, say, told, reasons }
}

test('a comment reaches whom it names, by name before by team, and never who wrote it', () => {
  const { world, doc, say, told } = talk()
  const team = world.newId()
  world.run('team.create', { id: team, name: 'Cache', members: [people.admin, people.member, people.other] })
  const { id, ran } = say(`${named('other')} @[team:${team}] ${named('member')} look`, 'member')
  const about = { kind: 'doc', id: doc }
  expect(told(ran)).toEqual([
    { member: people.other, about, comment: id, reason: 'mention' },
    { member: people.admin, team, about, comment: id, reason: 'mention' },
  ])
})

test('an edit tells whom it names anew; what is taken back, done again or brought back tells nobody', () => {
  const { world, doc, say, reasons } = talk()
  const { id } = say(`${named('other')} look`, 'member')
  const edit = world.run('doc.editComment', { doc, id, body: `${named('other')} ${named('admin')} look` }, 'member')
  expect(reasons(edit)).toEqual({ [people.admin]: 'mention' })
  const undone = world.takeBack('change.undo', edit, 'member')
  expect(reasons(undone)).toEqual({})
  expect(reasons(world.takeBack('change.redo', undone, 'member'))).toEqual({})
  const second = say(`${named('other')} again`, 'member')
  const gone = world.run('doc.deleteComment', { doc, id: second.id }, 'member')
  // What does not stand any more when it is told tells nobody.
  expect(reasons(second.ran)).toEqual({})
  expect(reasons(gone)).toEqual({})
  expect(reasons(world.run('doc.restoreComment', { doc, id: second.id }, 'member'))).toEqual({})
})

test('an answer reaches who wrote in the thread before, what they took away left out; whom it names, as named', () => {
  const { world, doc, say, reasons } = talk()
  const { id: parent } = say('Is that so?', 'admin')
  say('Elsewhere.', 'owner')
  const { id: taken } = say('It is.', 'other', { parent })
  const { ran } = say(`No, ${named('owner')}.`, 'member', { parent })
  expect(reasons(ran)).toEqual({
    [people.owner]: 'mention',
    [people.admin]: 'reply',
    [people.other]: 'reply',
  })
  world.run('doc.deleteComment', { doc, id: taken }, 'other')
  expect(reasons(say('Well.', 'admin', { parent }).ran)).toEqual({ [people.member]: 'reply' })
})

test('whose thread is settled by another hears of it while it is, and of nothing where they settle it themselves', () => {
  const { world, doc, say, reasons } = talk()
  const { id } = say('Is that so?', 'admin')
  say('It is.', 'other', { parent: id })
  const settle = (resolved: boolean, as: PersonName) => world.run('doc.resolveThread', { doc, id, resolved }, as)
  const first = settle(true, 'member')
  expect(reasons(first)).toEqual({ [people.admin]: 'resolved' })
  expect(reasons(settle(false, 'member'))).toEqual({})
  expect(reasons(first)).toEqual({})
  expect(reasons(settle(true, 'admin'))).toEqual({})
  // An answer opens it again, and is an answer.
  expect(reasons(say('No.', 'member', { parent: id }).ran)).toEqual({
    [people.admin]: 'reply',
    [people.other]: 'reply',
  })
})

test('what was imported and what is history tell nobody', () => {
  const { world, doc, say, told } = talk()
  const { ran } = say(`${named('other')} look`, 'member')
  expect(told(ran)).toHaveLength(1)
  const [change] = ran.changes
  const cause = { kind: 'import', source: 'archive', name: 'Works' } as const
  const context = { account: world.account, doc: world.state(scopeOf('doc', doc)) }
  expect(concernsInDoc({ ...must(change), cause }, context)).toEqual([])
  expect(concernsInDoc({ ...must(change), historic: true }, context)).toEqual([])
})

test('an entry says what it is about', () => {
  const [item, board, doc] = [1, 2, 3].map(String) as [string, string, string]
  expect(aboutOf(item, { boardId: board, itemId: item })).toEqual({ kind: 'item', id: item })
  expect(aboutOf(board, { boardId: board })).toEqual({ kind: 'board', id: board })
  expect(aboutOf(doc, { docId: doc })).toEqual({ kind: 'doc', id: doc })
})
