import { expect, test } from 'vitest'
import { ids, people, World } from '../testing/world.ts'
import { boardRules, openRules, workspaceRules } from './rules.ts'

const rulesOf = (world: World) => workspaceRules(world.account.record('workspace', ids.workspace))
const ofBoard = (world: World) => boardRules(world.board.board, world.account.record('workspace', ids.workspace))

function ruled(rules: object): World {
  const world = new World()
  world.run('workspace.setRules', { id: ids.workspace, ...rules })
  return world
}

test('a workspace begins open, and only owners and admins say otherwise', () => {
  const world = new World()
  expect(rulesOf(world)).toEqual(openRules)
  expect(() => world.run('workspace.setRules', { id: ids.workspace, links: false }, 'member')).toThrow('no right')
  world.run('workspace.setRules', { id: ids.workspace, links: false }, 'admin')
  world.run('workspace.setRules', { id: ids.workspace, linkDays: 7 }, 'admin')
  expect(rulesOf(world)).toEqual({ ...openRules, links: false, linkDays: 7 })
})

test('boards have what their workspace says, until their owners say otherwise, and again once they do not', () => {
  const world = ruled({ links: false, linkDays: 'never' })
  expect(ofBoard(world)).toEqual({ guests: true, links: false, linkDays: 'never' })
  expect(() => world.run('board.setRules', { links: true }, 'other')).toThrow('no right')
  world.run('board.setRules', { links: true })
  expect(ofBoard(world)).toEqual({ guests: true, links: true, linkDays: 'never' })
  world.run('workspace.setRules', { id: ids.workspace, linkDays: 1, guests: false })
  expect(ofBoard(world)).toEqual({ guests: false, links: true, linkDays: 1 })
  world.run('board.setRules', { links: null })
  expect(world.board.board['rules']).toBeUndefined()
  expect(ofBoard(world).links).toBe(false)
})

test('where owners and admins make the boards, members make none by any way, and bring none there', () => {
  const world = new World()
  const open = world.newId()
  world.run('workspace.create', { id: open, name: 'Open' })
  const mine = world.newId()
  world.run('board.create', { board: mine, workspace: open, name: 'Mine' }, 'member')
  world.run('workspace.setRules', { id: ids.workspace, makers: 'managers' })
  const whole = { id: world.newId(), name: 'Whole', columns: [], groups: [], views: [], items: [] }
  const tries: readonly (readonly [string, object])[] = [
    ['board.create', { board: world.newId(), workspace: ids.workspace, name: 'Board' }],
    ['board.build', { workspace: ids.workspace, boards: [whole] }],
    ['board.duplicate', { workspace: ids.workspace, boards: [{ from: mine, to: world.newId() }], items: false }],
    ['board.update', { board: mine, workspace: ids.workspace }],
  ]
  for (const [command, args] of tries) {
    expect(() => world.run(command, { ...args }, 'member'), command).toThrow('owners and admins make the boards')
    if (command !== 'board.update') world.run(command, { ...args }, 'admin')
  }
  world.run('board.update', { board: mine, name: 'Still mine' }, 'member')
  world.run('board.update', { name: 'Renamed, where it was before', workspace: ids.workspace }, 'other')
})

test('new boards are for whom the workspace says, unless somebody says it of one', () => {
  const world = ruled({ access: 'private' })
  const accessOf = (more: object) => {
    const board = world.newId()
    world.run('board.create', { board, workspace: ids.workspace, name: 'Board', ...more }, 'member')
    return world.state(`board:${board}` as never).record('board', board)?.['access']
  }
  expect([accessOf({}), accessOf({ access: 'main' })]).toEqual(['private', 'main'])
  const id = world.newId()
  const whole = { id, name: 'Whole', columns: [], groups: [], views: [], items: [] }
  world.run('board.build', { workspace: ids.workspace, boards: [whole] }, 'member')
  expect(world.state(`board:${id}` as never).record('board', id)?.['access']).toBe('private')
})

test('where guests are not allowed, no board is opened to them before its owners allow it', () => {
  const world = ruled({ guests: false, access: 'shareable' })
  expect(rulesOf(world).access).toBe('private')
  const refused = 'Guests are not allowed on this board'
  const fresh = { board: world.newId(), workspace: ids.workspace, name: 'Board', access: 'shareable' }
  expect(() => world.run('board.create', fresh)).toThrow('Guests are not allowed on boards of this workspace.')
  expect(() => world.run('board.setAccess', { access: 'shareable' })).toThrow(refused)
  const guest = { id: people.guest, subject: 'member', role: 'viewer' }
  expect(() => world.run('board.setMember', guest)).toThrow(refused)
  world.run('board.setMember', { ...guest, id: people.member })
  world.run('board.setRules', { guests: true })
  world.run('board.setAccess', { access: 'shareable' })
  world.run('board.setMember', guest)
  const to = world.newId()
  world.run('board.duplicate', { workspace: ids.workspace, boards: [{ from: ids.board, to }], items: false })
  expect(world.state(`board:${to}` as never).record('board', to)?.['access']).toBe('private')
})

test('a board that says no to guests is closed to those who are on it', () => {
  const world = new World()
  world.run('board.setAccess', { access: 'shareable' })
  world.run('board.setMember', { id: people.guest, subject: 'member', role: 'viewer' })
  world.run('board.setRules', { guests: false })
  expect(world.board.board).toMatchObject({ access: 'private', rules: { guests: false } })
})

test('a team with guests comes onto no board that is open to some and refuses guests', () => {
  const world = new World()
  const [mixed, inner] = [world.newId(), world.newId()]
  world.run('team.create', { id: mixed, name: 'Mixed', members: [people.member, people.guest] })
  world.run('team.create', { id: inner, name: 'Inner', members: [people.member] })
  world.run('board.setAccess', { access: 'shareable' })
  world.run('workspace.setRules', { id: ids.workspace, guests: false })
  const add = (id: string) => world.run('board.setMember', { id, subject: 'team', role: 'viewer' })
  expect(() => add(mixed)).toThrow('Guests are not allowed on this board')
  add(inner)
  world.run('board.setAccess', { access: 'private' })
  add(mixed)
})

test('only owners of a board take it to where guests or links are allowed that are not where it is', () => {
  const world = ruled({ links: false })
  const open = world.newId()
  world.run('workspace.create', { id: open, name: 'Open' })
  const move = (workspace: string, as: 'owner' | 'member') => world.run('board.update', { workspace }, as)
  world.run('board.setMember', { id: people.member, subject: 'member', role: 'editor' })
  expect(() => move(open, 'member')).toThrow('only an owner of the board moves it')
  move(open, 'owner')
  move(ids.workspace, 'member')
  world.run('board.setRules', { links: false })
  move(open, 'member')
})

test('rules are taken back only by who may still set them', () => {
  const world = new World()
  world.run('board.setMember', { id: people.member, subject: 'member', role: 'owner' })
  const ofBoardRules = world.run('board.setRules', { links: false }, 'member')
  const ofWorkspaceRules = world.run('workspace.setRules', { id: ids.workspace, guests: false }, 'admin')
  world.run('board.setMember', { id: people.member, subject: 'member', role: 'editor' })
  world.run('member.setRole', { id: people.admin, role: 'member' })
  expect(() => world.takeBack('change.undo', ofBoardRules, 'member')).toThrow('no right')
  expect(() => world.takeBack('change.undo', ofWorkspaceRules, 'admin')).toThrow('no right')
  expect(ofBoard(world)).toMatchObject({ guests: false, links: false })
})
