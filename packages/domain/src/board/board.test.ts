import { describe, expect, test } from 'vitest'
import { boardSight } from '../rights/visible.ts'
import { ids, people, uuid, World } from '../testing/world.ts'

describe('a board', () => {
  test('belongs to who made it, and shows in the tree by its epoch', () => {
    const world = new World()
    expect(world.board.record('boardMember', people.owner)).toEqual({ subject: 'member', role: 'owner' })
    expect(world.account.record('boardRef', ids.board)).toEqual({ epoch: 1 })
    world.run('board.update', { name: 'Renamed' })
    expect(world.account.record('boardRef', ids.board)).toEqual({ epoch: 2 })
    expect(world.board.board).toMatchObject({ name: 'Renamed', access: 'main' })
  })

  test('has a prefix of its name unless one is given', () => {
    const world = new World()
    const create = (more: object) =>
      world.run('board.create', { board: world.newId(), workspace: ids.workspace, name: 'Bug queue', ...more }).result
    expect(create({})).toEqual({ prefix: expect.stringMatching(/^[A-Z]{2,}$/) })
    expect(create({ prefix: 'ENG' })).toEqual({ prefix: 'ENG' })
    expect(() => create({ prefix: 'eng' })).toThrow('One to ten capital letters and digits.')
  })

  test.each(['viewer', 'guest'] as const)('is not made by a %s', (person) => {
    const world = new World()
    const args = { board: world.newId(), workspace: ids.workspace, name: 'Mine' }
    expect(() => world.run('board.create', args, person)).toThrow('You have no right to do this')
  })

  test('is not made in a workspace that is not there', () => {
    const world = new World()
    const args = { board: world.newId(), workspace: uuid(999), name: 'Mine' }
    expect(() => world.run('board.create', args)).toThrow('This workspace does not exist')
  })

  test('keeps an owner', () => {
    const world = new World()
    const message = 'A board needs an owner: make somebody else owner first.'
    const demote = () => world.run('board.setMember', { id: people.owner, subject: 'member', role: 'viewer' })
    expect(demote).toThrow(message)
    expect(() => world.run('board.removeMember', { id: people.owner })).toThrow(message)
    world.run('board.setMember', { id: people.other, subject: 'member', role: 'owner' })
    demote()
    expect(world.board.record('boardMember', people.owner)).toMatchObject({ role: 'viewer' })
  })

  test('that becomes private keeps who made it so', () => {
    const world = new World()
    world.run('board.setMember', { id: people.other, subject: 'member', role: 'owner' })
    world.run('board.removeMember', { id: people.owner })
    world.run('board.setAccess', { access: 'private' })
    expect(world.board.record('boardMember', people.owner)).toMatchObject({ role: 'owner' })
  })

  test('that is private is nobody else’s, until an owner of the account takes it over on record', () => {
    const world = new World()
    world.run('board.setAccess', { access: 'private' }, 'admin')
    world.run('board.removeMember', { id: people.owner }, 'admin')
    expect(() => world.run('board.update', { name: 'x' }, 'owner')).toThrow('no right')
    expect(() => world.run('board.takeOver', {}, 'member')).toThrow('no right')
    world.run('board.takeOver', {})
    world.run('board.update', { name: 'Mine now' })
  })

  test('that is hidden is its maker’s alone until it is published', () => {
    const world = new World()
    const board = world.newId()
    world.run('board.create', { board, workspace: ids.workspace, name: 'Import', hidden: true }, 'member')
    expect(() => world.run('board.update', { board, name: 'x' }, 'admin')).toThrow('no right')
    world.run('board.publish', { board }, 'member')
    world.run('board.update', { board, name: 'Shown' }, 'admin')
  })

  test('goes to the trash and the archive and comes back', () => {
    const world = new World()
    const sight = () => (boardSight({ kind: 'system', memberId: null }, world.board) === null ? 'gone' : 'there')
    world.run('board.delete', {})
    expect(sight()).toBe('gone')
    world.run('board.restore', {})
    expect(sight()).toBe('there')
    world.run('board.archive', { archived: true })
    expect(world.board.board).toHaveProperty('archivedAt')
    world.run('board.archive', { archived: false })
    expect(world.board.board).not.toHaveProperty('archivedAt')
  })

  test('in the trash lies as it was: nobody changes it, its items, its parts or its views until it is restored', () => {
    const world = new World()
    const group = world.group('Now')
    const row = world.item('Item', group)
    const view = world.newId()
    world.run('view.create', { id: view, name: 'All', kind: 'table', mine: false, spec: {} })
    world.run('board.delete', {})
    const inTrash = 'This board is in the trash. Restore it first.'
    for (const [command, args] of [
      ['board.delete', {}],
      ['board.update', { name: 'x' }],
      ['board.setAccess', { access: 'private' }],
      ['board.archive', { archived: true }],
      ['item.setCells', { column: 'title', rows: [row], values: ['x'] }],
      ['item.delete', { rows: [row] }],
      ['group.create', { id: world.newId(), title: 'x' }],
      ['view.update', { id: view, name: 'x' }],
      ['view.delete', { id: view }],
    ] as const) {
      expect(() => world.run(command, args), command).toThrow(inTrash)
    }
    world.run('board.restore', {})
    world.run('board.update', { name: 'Back' })
  })

  test('stands in a workspace and a folder of it that are there', () => {
    const world = new World()
    const [other, folder, gone, elsewhere] = [world.newId(), world.newId(), world.newId(), world.newId()]
    world.run('workspace.create', { id: other, name: 'Other' })
    world.run('folder.create', { id: folder, workspace: ids.workspace, name: 'Folder' })
    world.run('folder.create', { id: gone, workspace: ids.workspace, name: 'Gone' })
    world.run('folder.create', { id: elsewhere, workspace: other, name: 'Elsewhere' })
    world.run('folder.update', { id: gone, deleted: true })
    world.run('board.update', { folder })
    for (const [args, message] of [
      [{ folder: gone }, 'This folder is in the trash.'],
      [{ folder: elsewhere }, 'This folder does not exist'],
      [{ workspace: other, folder }, 'This folder does not exist'],
      [{ workspace: world.newId() }, 'This workspace does not exist'],
    ] as const) {
      expect(() => world.run('board.update', args)).toThrow(message)
      const made = { board: world.newId(), workspace: ids.workspace, name: 'New', ...args }
      expect(() => world.run('board.create', made)).toThrow(message)
    }
    world.run('board.update', { workspace: other })
    expect(world.board.board).toMatchObject({ workspaceId: other })
    expect(world.board.board).not.toHaveProperty('folderId')
    world.run('workspace.delete', { id: other, deleted: true })
    expect(() => world.run('folder.create', { id: world.newId(), workspace: other, name: 'x' })).toThrow('in the trash')
    world.run('board.update', { workspace: ids.workspace, folder })
    expect(() => world.run('board.update', { workspace: other })).toThrow('This workspace is in the trash.')
  })

  test('has a name of one line', () => {
    const world = new World()
    world.run('board.update', { name: '\tSprint\r\n 12\u0000 ' })
    expect(world.board.board).toMatchObject({ name: 'Sprint  12' })
    expect(() => world.run('board.update', { name: '\n\u0007' })).toThrow('Type a name.')
  })
})

describe('groups', () => {
  const order = (world: World) =>
    [...world.board.records('group')]
      .sort(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
      .map(([, { title }]) => title)

  test('stand where they are put', () => {
    const world = new World()
    world.group('a')
    const id = world.newId()
    world.run('group.create', { id, title: 'first', after: null, colour: 'teal' })
    world.group('b')
    expect(order(world)).toEqual(['first', 'a', 'b'])
    const [last] = [...world.board.records('group')].find(([, { title }]) => title === 'b') ?? []
    world.run('group.move', { id: last, after: id })
    expect(order(world)).toEqual(['first', 'b', 'a'])
    expect(() => world.run('group.move', { id, after: id })).toThrow('A group cannot be put behind itself.')
  })

  test('take their items into the trash and back', () => {
    const world = new World()
    const number = world.group('Now')
    const row = world.item('a', number)
    const [id = ''] = [...world.board.records('group')][0] ?? []
    world.run('group.delete', { id })
    expect(world.board.isLive(row)).toBe(false)
    expect(() => world.run('group.update', { id, title: 'x' })).toThrow('This group was deleted. Restore it first.')
    expect(() => world.run('group.delete', { id })).toThrow('This group was deleted. Restore it first.')
    world.run('group.restore', { id })
    expect(world.board.isLive(row)).toBe(true)
  })

  test('are renamed and recoloured by editors', () => {
    const world = new World()
    world.group('Now')
    const [id = ''] = [...world.board.records('group')][0] ?? []
    world.run('group.update', { id, title: ' Sprint 24 ', colour: 'violet' }, 'member')
    expect(world.board.record('group', id)).toMatchObject({ title: 'Sprint 24', colour: 'violet' })
    expect(() => world.run('group.update', { id, title: 'x' }, 'viewer')).toThrow('no right')
    expect(() => world.run('group.update', { id, colour: 'mauve' })).toThrow('group.update: colour')
  })
})

describe('views', () => {
  test('are everybody’s or one’s own', () => {
    const world = new World()
    const [shared, own] = [world.newId(), world.newId()]
    world.run('view.create', { id: shared, name: 'All', kind: 'table', mine: false, spec: {} }, 'member')
    world.run('view.create', { id: own, name: 'Mine', kind: 'table', mine: true, spec: {} }, 'viewer')
    expect(world.board.record('view', own)).toMatchObject({ ownerId: people.viewer })
    world.run('view.update', { id: own, name: 'Still mine' }, 'viewer')
    expect(() => world.run('view.update', { id: own, name: 'x' }, 'member')).toThrow('no right')
    expect(() => world.run('view.update', { id: shared, name: 'x' }, 'viewer')).toThrow('no right')
    world.run('view.delete', { id: shared }, 'owner')
    expect(() => world.run('view.update', { id: shared, name: 'x' })).toThrow(
      'This view was deleted. Restore it first.',
    )
    expect(() => world.run('view.restore', { id: shared }, 'viewer')).toThrow('no right')
    world.run('view.restore', { id: shared }, 'member')
    world.run('view.update', { id: shared, name: 'Back' })
  })

  test('that are saved as they were make no change', () => {
    const world = new World()
    const id = world.newId()
    const spec = { sort: [{ column: 'title', direction: 'asc' }], columns: [{ column: 'title', width: 200 }] }
    world.run('view.create', { id, name: 'All', kind: 'table', mine: false, spec })
    expect(world.run('view.update', { id, spec: structuredClone(spec) }).changes).toEqual([])
    expect(world.run('view.update', { id, spec: { ...spec, sort: [] } }).changes).toHaveLength(1)
  })

  test('refuse a shared one to those who only look, and a spec of another shape', () => {
    const world = new World()
    const create = (more: object, as: 'viewer' | 'owner') =>
      world.run('view.create', { id: world.newId(), name: 'V', kind: 'table', mine: false, spec: {}, ...more }, as)
    expect(() => create({}, 'viewer')).toThrow('no right')
    expect(() => create({ spec: { columns: [{ column: 1, width: 5 }] } }, 'owner')).toThrow('view.create: spec')
    expect(() => create({ kind: 'nonsense' }, 'owner')).toThrow('view.create: kind')
    expect(() => create({ kind: 'kanban', spec: { settings: { cards: 'all' } } }, 'owner')).toThrow('A Kanban view')
  })

  test('become of another kind, with settings of that kind only', () => {
    const world = new World()
    const id = world.newId()
    world.run('view.create', { id, name: 'All', kind: 'table', mine: false, spec: { groupBy: null } })
    const settings = { cards: [2] }
    expect(() => world.run('view.update', { id, spec: { settings } })).toThrow('A Table view has no such setting')
    world.run('view.update', { id, kind: 'kanban', spec: { settings } })
    expect(world.board.record('view', id)).toMatchObject({ kind: 'kanban', spec: { settings } })
    expect(() => world.run('view.update', { id, kind: 'table', spec: { settings } })).toThrow('A Table view')
  })
})
