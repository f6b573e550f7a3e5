import { BoardState, commands, recordTables, scopeOf, systemCells } from '@fulcrum/domain'
import type { MemberId, Scope, ScopeState } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { loadScope } from '../storage/load-scope.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { kinds, makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

let database: TestDatabase
let world: World
let node: SyncNode

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
})

afterAll(async () => {
  await world.stop()
  await database.drop()
})

/** What a scenario may use: a fresh board with three items, two groups, two columns, a view, a message and a colleague. */
interface Place {
  readonly owner: MemberId
  readonly colleague: MemberId
  readonly workspace: string
  readonly board: string
  readonly group: string
  readonly secondGroup: string
  readonly column: string
  readonly secondColumn: string
  readonly view: string
  readonly item: string
  readonly update: string
  readonly folder: string
  readonly team: string
  readonly run: (command: string, args: object) => Promise<Extract<Answer, { ok: true }>>
}

async function makePlace(): Promise<Place> {
  const [owner, colleague] = [await world.member(node, 'owner'), await world.member(node, 'member')]
  const { board } = await world.board(node, owner)
  const run = async (command: string, args: object) => {
    const answer = await node.executor.run({ principal: () => node.hub.principal(owner) }, command, 1, args)
    if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
    return answer
  }
  const [workspace, secondGroup, column, secondColumn] = [newId(), newId(), newId(), newId()]
  const [view, item, update, folder, team] = [newId(), newId(), newId(), newId(), newId()]
  await run('workspace.create', { id: workspace, name: 'Second' })
  await run('folder.create', { id: folder, workspace, name: 'Folder' })
  await run('team.create', { id: team, name: 'Team', members: [owner] })
  await run('group.create', { board, id: secondGroup, title: 'Later' })
  await run('column.create', { board, id: column, kind: 'text', title: 'Text' })
  await run('column.create', { board, id: secondColumn, kind: 'status', title: 'Status' })
  await run('view.create', { board, id: view, name: 'Mine', kind: 'table', mine: false, spec: {} })
  for (const [at, id] of [item, newId(), newId()].entries()) {
    await run('item.create', { board, id, title: `Item ${at}`, group: 1, cells: [{ column: 1, value: `text ${at}` }] })
  }
  await run('update.post', { board, item, id: update, body: 'First' })
  const { state } = await node.store.get(scopeOf('board', board))
  const group = [...state.records('group')].find(([, { number }]) => number === 1)?.[0] ?? ''
  return {
    owner,
    colleague,
    workspace,
    board,
    group,
    secondGroup,
    column,
    secondColumn,
    view,
    item,
    update,
    folder,
    team,
    run,
  }
}

/** What to run for each command; `before` says what must be done first, outside of what is undone. */
interface Scenario {
  readonly args: (place: Place) => object
  readonly before?: (place: Place) => Promise<unknown>
}

const end = { tname: 'content', assoc: 0 }
const remark = { anchor: { from: end, to: end, before: '', after: '' }, quote: 'words', body: 'Said' }

const scenarios: { readonly [command: string]: Scenario } = {
  'account.update': { args: () => ({ name: 'Renamed', weekStart: 0 }) },
  'member.setRole': { args: ({ colleague }) => ({ id: colleague, role: 'viewer' }) },
  'member.update': {
    args: ({ colleague }) => ({
      id: colleague,
      name: 'Cleo',
      colour: 'red',
      site: 'Porto',
      picture: 'a'.repeat(64),
      workHours: { days: [1, 3], from: 480, to: 960 },
    }),
  },
  'member.addTimeOff': { args: ({ colleague }) => ({ id: colleague, away: newId(), from: 20_780, to: 20_784 }) },
  'member.removeTimeOff': {
    before: ({ run, colleague, folder }) =>
      run('member.addTimeOff', { id: colleague, away: folder, from: 20_780, to: 20_784 }),
    args: ({ colleague, folder }) => ({ id: colleague, away: folder }),
  },
  'team.create': { args: ({ owner }) => ({ id: newId(), name: 'Others', members: [owner] }) },
  'team.update': { args: ({ team, colleague }) => ({ id: team, name: 'We', members: [colleague] }) },
  'workspace.create': { args: () => ({ id: newId(), name: 'Third' }) },
  'workspace.update': { args: ({ workspace }) => ({ id: workspace, name: 'Other', colour: 'pink' }) },
  'workspace.setRules': { args: ({ workspace }) => ({ id: workspace, makers: 'managers', links: false, linkDays: 7 }) },
  'workspace.delete': { args: ({ workspace }) => ({ id: workspace, deleted: true }) },
  'folder.create': { args: ({ workspace }) => ({ id: newId(), workspace, name: 'More' }) },
  'folder.update': { args: ({ folder }) => ({ id: folder, name: 'Less', deleted: true }) },
  'folder.move': {
    before: ({ run, workspace }) => run('folder.create', { id: newId(), workspace, name: 'Behind' }),
    args: ({ folder }) => ({ id: folder, after: null }),
  },
  'doc.create': { args: ({ workspace, board }) => ({ doc: board, workspace, name: 'New' }) },
  'doc.update': {
    before: makeDoc,
    args: ({ board, workspace, folder }) => ({ doc: board, name: 'Other', workspace, folder }),
  },
  'doc.setAccess': { before: makeDoc, args: ({ board }) => ({ doc: board, access: 'private' }) },
  'doc.setMember': {
    before: makeDoc,
    args: ({ board, colleague }) => ({ doc: board, id: colleague, subject: 'member', role: 'viewer' }),
  },
  'doc.removeMember': {
    before: async (place) => {
      const { board, colleague, run } = place
      await makeDoc(place)
      await run('doc.setMember', { doc: board, id: colleague, subject: 'member', role: 'editor' })
    },
    args: ({ board, colleague }) => ({ doc: board, id: colleague }),
  },
  'doc.setItem': { before: makeDoc, args: ({ board, item }) => ({ doc: board, on: { board, item } }) },
  'doc.followBoard': {
    before: async (place) => {
      await makeDoc(place)
      await place.run('doc.setItem', { doc: place.board, on: { board: place.board, item: place.item } })
    },
    args: ({ board, item }) => ({ doc: board, on: { board, item } }),
  },
  'doc.archive': { before: makeDoc, args: ({ board }) => ({ doc: board, archived: true }) },
  'doc.delete': { before: makeDoc, args: ({ board }) => ({ doc: board }) },
  'doc.restore': {
    before: async (place) => {
      await makeDoc(place)
      await place.run('doc.delete', { doc: place.board })
    },
    args: ({ board }) => ({ doc: board }),
  },
  'doc.comment': { before: makeDoc, args: ({ board }) => ({ doc: board, id: newId(), ...remark }) },
  'doc.editComment': { before: makeThread, args: ({ board, item }) => ({ doc: board, id: item, body: 'Said anew' }) },
  'doc.deleteComment': { before: makeThread, args: ({ board, item }) => ({ doc: board, id: item }) },
  'doc.restoreComment': {
    before: async (place) => {
      await makeThread(place)
      await place.run('doc.deleteComment', { doc: place.board, id: place.item })
    },
    args: ({ board, item }) => ({ doc: board, id: item }),
  },
  'doc.resolveThread': { before: makeThread, args: ({ board, item }) => ({ doc: board, id: item, resolved: true }) },
  'doc.nameVersion': {
    before: async (place) => {
      await makeDoc(place)
      const { board, item } = place
      await world.asSystem(node, 'doc.keepVersion', { doc: board, id: item, name: null, by: null })
    },
    args: ({ board, item }) => ({ doc: board, id: item, name: 'Draft' }),
  },
  'board.create': { args: ({ workspace, board }) => ({ board: swapped(board), workspace, name: 'New' }) },
  'board.build': {
    args: ({ workspace, board, item, column }) => ({
      workspace,
      newFolder: { id: swapped(column), name: 'Set' },
      boards: [
        {
          id: swapped(board),
          name: 'Whole',
          columns: [{ id: swapped(item), number: 1, kind: 'status', title: 'Status', role: 'status' }],
          groups: [{ number: 1, title: 'Group' }],
          views: [{ name: 'Kanban', kind: 'kanban', spec: { groupBy: 1 } }],
          items: [{ id: swapped(item), title: 'There', group: 1, cells: [{ column: 1, value: 1 }] }],
        },
      ],
    }),
  },
  'board.duplicate': {
    args: ({ workspace, board }) => ({ workspace, boards: [{ from: board, to: swapped(board) }], items: true }),
  },
  'template.update': {
    before: ({ run, board, workspace, item }) =>
      run('board.duplicate', {
        workspace,
        boards: [{ from: board, to: swapped(board) }],
        items: true,
        template: { id: swapped(item), name: 'Template' },
      }),
    args: ({ board }) => ({ boards: [swapped(board)], name: 'Other', deleted: true }),
  },
  'board.update': {
    args: ({ board, workspace, folder }) => ({ board, name: 'Other', description: 'What for', workspace, folder }),
  },
  'board.setRules': { args: ({ board }) => ({ board, guests: false, linkDays: 'never' }) },
  'board.setAccess': { args: ({ board }) => ({ board, access: 'private' }) },
  'board.setMember': { args: ({ board, colleague }) => ({ board, id: colleague, subject: 'member', role: 'viewer' }) },
  'board.removeMember': {
    before: ({ run, board, colleague }) =>
      run('board.setMember', { board, id: colleague, subject: 'member', role: 'editor' }),
    args: ({ board, colleague }) => ({ board, id: colleague }),
  },
  'board.publish': {
    before: ({ run, board, workspace }) =>
      run('board.create', { board: swapped(board), workspace, name: 'Hidden', hidden: true }),
    args: ({ board }) => ({ board: swapped(board) }),
  },
  'board.archive': { args: ({ board }) => ({ board, archived: true }) },
  'board.delete': { args: ({ board }) => ({ board }) },
  'board.restore': { before: ({ run, board }) => run('board.delete', { board }), args: ({ board }) => ({ board }) },
  'group.create': { args: ({ board, group }) => ({ board, id: newId(), title: 'Next', colour: 'teal', after: group }) },
  'group.update': { args: ({ board, group }) => ({ board, id: group, title: 'Now', colour: 'red' }) },
  'group.move': { args: ({ board, group, secondGroup }) => ({ board, id: group, after: secondGroup }) },
  'group.delete': { args: ({ board, group }) => ({ board, id: group }) },
  'group.restore': {
    before: ({ run, board, group }) => run('group.delete', { board, id: group }),
    args: ({ board, group }) => ({ board, id: group }),
  },
  'column.create': { args: ({ board }) => ({ board, id: newId(), kind: 'number', title: 'Points', role: 'estimate' }) },
  'column.update': {
    args: ({ board, secondColumn }) => ({
      board,
      id: secondColumn,
      title: 'State',
      description: 'How far',
      role: 'status',
    }),
  },
  'column.changeKind': {
    before: async ({ run, board, view }) => {
      await run('view.update', { board, id: view, spec: { sort: [{ column: 1, direction: 'asc' }] } })
      await run('item.setCells', { board, column: 1, rows: [1], values: ['12'] })
      const settings = { text: '{#1}', type: 'text' }
      await run('column.create', { board, id: newId(), kind: 'formula', title: 'Formula', settings })
    },
    args: ({ board, column }) => ({ board, id: column, to: newId(), kind: 'number' }),
  },
  'column.mergeLabels': {
    before: async ({ run, board, view }) => {
      await run('item.setCells', { board, column: 2, rows: [0, 1], values: [1, 2] })
      const filter = { column: 2, operator: 'is', value: [1, 3] }
      await run('view.update', { board, id: view, spec: { filter } })
      const settings = { text: '{#2} = "To do"', type: 'boolean' }
      await run('column.create', { board, id: newId(), kind: 'formula', title: 'Formula', settings })
    },
    args: ({ board, secondColumn }) => ({ board, id: secondColumn, from: [1], into: 2 }),
  },
  'column.pair': {
    before: connected,
    args: ({ board, column }) => ({
      board,
      id: swapped(column),
      other: swapped(board),
      partner: newId(),
      title: 'Back',
    }),
  },
  'column.unpair': {
    before: async (place) => {
      await connected(place)
      const { run, board, column } = place
      const pair = { board, id: swapped(column), other: swapped(board), partner: newId(), title: 'Back' }
      await run('column.pair', pair)
    },
    args: ({ board, column }) => ({ board, id: swapped(column), other: swapped(board) }),
  },
  'column.setAccess': {
    args: ({ board, column, owner }) => ({ board, id: column, readers: [owner], editors: [owner] }),
  },
  'column.move': { args: ({ board, column, secondColumn }) => ({ board, id: column, after: secondColumn }) },
  'column.delete': { args: ({ board, column }) => ({ board, id: column }) },
  'column.restore': {
    before: ({ run, board, column }) => run('column.delete', { board, id: column }),
    args: ({ board, column }) => ({ board, id: column }),
  },
  'view.create': { args: ({ board }) => ({ board, id: newId(), name: 'Own', kind: 'table', mine: true, spec: {} }) },
  'view.update': {
    args: ({ board, view }) => ({ board, id: view, name: 'All', spec: { sort: [{ column: 1, direction: 'asc' }] } }),
  },
  'view.move': {
    before: ({ run, board }) =>
      run('view.create', { board, id: newId(), name: 'First', kind: 'table', mine: false, spec: {} }),
    args: ({ board, view }) => ({ board, id: view, after: null }),
  },
  'view.setOpening': { args: ({ board, view }) => ({ board, id: view, mine: true }) },
  'view.delete': { args: ({ board, view }) => ({ board, id: view }) },
  'view.restore': {
    before: ({ run, board, view }) => run('view.delete', { board, id: view }),
    args: ({ board, view }) => ({ board, id: view }),
  },
  'item.create': {
    args: ({ board }) => ({ board, id: newId(), title: 'New', parent: 0, cells: [{ column: 2, value: 1 }] }),
  },
  'item.setCells': {
    args: ({ board }) => ({ board, column: 1, rows: [0, 1, 2], values: ['x'.repeat(900), null, 'y'] }),
  },
  'item.join': {
    before: ({ run, board }) => run('column.create', { board, id: newId(), kind: 'vote', title: 'Votes' }),
    args: ({ board, item }) => ({ board, column: 3, row: item, joined: true }),
  },
  'item.connect': {
    before: async ({ run, workspace, board, item }) => {
      const id = newId()
      const settings = { boards: many(board).map((other) => ({ board: other, partner: null })), several: true }
      await run('column.create', { board, id, kind: 'connect', title: 'Connection', settings })
      for (const [at, other] of many(board).entries()) {
        await run('board.create', { board: other, workspace, name: 'Other' })
        await run('group.create', { board: other, id: newId(), title: 'Group' })
        await run('item.create', { board: other, id: many(item)[at], title: 'There', group: 1 })
        await run('column.pair', { board, id, other, partner: newId(), title: 'Back' })
      }
    },
    args: ({ board, item }) => ({ board, column: 3, rows: [0, 2], values: [many(item)], also: many(board) }),
  },
  'item.move': {
    before: ({ run, board }) => run('item.create', { board, id: newId(), title: 'Below', parent: 0 }),
    args: ({ board, secondGroup }) => ({ board, rows: [0, 2], group: secondGroup, after: null }),
  },
  'item.moveToBoard': {
    before: async ({ run, workspace, board }) => {
      const other = swapped(board)
      await run('board.create', { board: other, workspace, name: 'Other' })
      await run('group.create', { board: other, id: newId(), title: 'Group' })
      await run('column.create', { board: other, id: newId(), kind: 'text', title: 'Text' })
      await run('item.create', { board, id: newId(), title: 'Below', parent: 0, cells: [{ column: 1, value: 'deep' }] })
      await run('item.setCells', { board, column: 1, rows: [2], values: ['x'.repeat(900)] })
    },
    args: ({ board }) => ({ board, rows: [0, 2], to: swapped(board), group: 1 }),
  },
  'item.copyToBoard': {
    args: ({ board }) => ({ board, rows: [0, 1], to: board, group: 1, after: 0, suffix: ' (copy)' }),
  },
  'item.delete': { args: ({ board }) => ({ board, rows: [0, 1] }) },
  'item.restore': {
    before: ({ run, board }) => run('item.delete', { board, rows: [0, 1] }),
    args: ({ board }) => ({ board, rows: [0, 1] }),
  },
  'item.archive': { args: ({ board }) => ({ board, rows: [2] }) },
  'item.setTemplate': { args: ({ board }) => ({ board, rows: [0, 2], template: true }) },
  'item.createFromTemplate': {
    before: async ({ run, board }) => {
      await run('item.create', { board, id: newId(), title: 'Below', parent: 0, cells: [{ column: 1, value: 'deep' }] })
      await run('item.setTemplate', { board, rows: [0], template: true })
    },
    args: ({ board }) => ({ board, template: 0, ids: [newId()], title: 'Made', after: null }),
  },
  'session.start': {
    before: async (place) => {
      await trackTime(place)
      await place.run('session.start', { board: place.board, column: 3, item: 1, at: 3_000 })
    },
    args: ({ board, item }) => ({ board, column: 3, item, at: 5_000 }),
  },
  'session.stop': {
    before: async (place) => {
      await trackTime(place)
      await place.run('session.start', { board: place.board, column: 3, item: 0, at: 3_000 })
    },
    args: ({ board, item }) => ({ board, column: 3, item, at: 5_000 }),
  },
  'session.log': {
    before: trackTime,
    args: ({ board, item }) => ({ board, column: 3, item, start: 3_000, end: 4_000, note: 'Later' }),
  },
  'session.edit': {
    before: trackTime,
    args: ({ board, item, owner }) => ({
      board,
      column: 3,
      item,
      session: { person: owner, start: 1_000 },
      start: 500,
      end: 1_500,
      note: 'Better',
    }),
  },
  'session.remove': {
    before: trackTime,
    args: ({ board, item, owner }) => ({ board, column: 3, item, session: { person: owner, start: 1_000 } }),
  },
  'update.post': { args: ({ board, item, update }) => ({ board, item, id: newId(), parent: update, body: 'Second' }) },
  'update.edit': { args: ({ board, item, update }) => ({ board, item, id: update, body: 'Better' }) },
  'update.delete': { args: ({ board, item, update }) => ({ board, item, id: update }) },
  'update.restore': {
    before: ({ run, board, item, update }) => run('update.delete', { board, item, id: update }),
    args: ({ board, item, update }) => ({ board, item, id: update }),
  },
  'update.react': {
    args: ({ board, item, update }) => ({ board, item, update, sign: '🎉', id: newId() }),
  },
  'update.unreact': {
    before: ({ run, board, item, update }) => run('update.react', { board, item, update, sign: '🎉', id: newId() }),
    args: ({ board, item, update }) => ({ board, item, update, sign: '🎉' }),
  },
  'update.copy': {
    before: ({ run, board, item }) => run('item.create', { board, id: swapped(item), title: 'Copy', group: 1 }),
    args: ({ board, item }) => ({ board, item, to: board, copy: swapped(item) }),
  },
  'notification.unread': {
    before: async (place) => {
      await notified(place)
      await place.run('notification.read', { member: place.owner, ids: [place.item], seen: 1_000 })
    },
    args: ({ owner, item }) => ({ member: owner, ids: [item] }),
  },
  'notification.done': { before: notified, args: ({ owner, item }) => ({ member: owner, ids: [item], seen: 1_000 }) },
  'notification.allDone': { before: notified, args: ({ owner }) => ({ member: owner, seen: 1_000 }) },
  'item.mute': { before: notified, args: ({ owner, item }) => ({ member: owner, item }) },
  'item.unmute': {
    before: ({ run, owner, item }) => run('item.mute', { member: owner, item }),
    args: ({ owner, item }) => ({ member: owner, item }),
  },
  'board.mute': { before: notified, args: ({ owner, board }) => ({ member: owner, board }) },
  'board.unmute': {
    before: ({ run, owner, board }) => run('board.mute', { member: owner, board }),
    args: ({ owner, board }) => ({ member: owner, board }),
  },
  'doc.mute': { before: notified, args: ({ owner, item }) => ({ member: owner, doc: item }) },
  'doc.unmute': {
    before: ({ run, owner, item }) => run('doc.mute', { member: owner, doc: item }),
    args: ({ owner, item }) => ({ member: owner, doc: item }),
  },
  'letter.mute': { args: ({ owner }) => ({ member: owner }) },
  'letter.unmute': {
    before: ({ run, owner }) => run('letter.mute', { member: owner }),
    args: ({ owner }) => ({ member: owner }),
  },
  'item.watch': { args: ({ board, item }) => ({ board, item }) },
  'item.unwatch': {
    before: ({ run, board, item }) => run('item.watch', { board, item }),
    args: ({ board, item }) => ({ board, item }),
  },
  'favourite.set': { args: ({ owner, board }) => ({ member: owner, board, favourite: true }) },
  'favourite.move': {
    before: async ({ run, owner, board, item }) => {
      await run('favourite.set', { member: owner, board, favourite: true })
      await run('favourite.set', { member: owner, doc: item, favourite: true })
    },
    args: ({ owner, item }) => ({ member: owner, id: item, after: null }),
  },
}

/** Something that concerns the owner. */
async function notified({ owner, colleague, board, item }: Place): Promise<void> {
  const what = { reason: 'mention', actor: colleague, at: 1_000 }
  const about = { kind: 'item', id: item }
  const happenings = [{ about, board, ...what, source: scopeOf('item', item), version: 1 }]
  const asker = { principal: () => ({ kind: 'system', memberId: null }) as const }
  const answer = await node.executor.run(asker, 'notification.add', 1, { member: owner, happenings })
  if (!answer.ok) throw new Error(answer.message)
}

/** A doc that has the board's id: nothing else tells the one from the other than their scopes. */
async function makeDoc({ run, workspace, board }: Place): Promise<void> {
  await run('doc.create', { doc: board, workspace, name: 'Doc' })
}

/** The same with a comment that has the item's id. */
async function makeThread(place: Place): Promise<void> {
  await makeDoc(place)
  await place.run('doc.comment', { doc: place.board, id: place.item, ...remark })
}

/** A column of tracked time, the board's third, in which the first item has a session. */
async function trackTime({ run, board, item }: Place): Promise<void> {
  await run('column.create', { board, id: newId(), kind: 'time-tracking', title: 'Time' })
  await run('session.log', { board, column: 3, item, start: 1_000, end: 2_000 })
}

/** A column of the board, its third, by which an item names one of another board. */
async function connected({ run, workspace, board, column, item }: Place): Promise<void> {
  const other = swapped(board)
  await run('board.create', { board: other, workspace, name: 'Other' })
  await run('group.create', { board: other, id: newId(), title: 'Group' })
  await run('item.create', { board: other, id: swapped(item), title: 'There', group: 1 })
  const settings = { boards: [{ board: other, partner: null }], several: true }
  await run('column.create', { board, id: swapped(column), kind: 'connect', title: 'Connection', settings })
  await run('item.connect', { board, column: 3, rows: [0], values: [[swapped(item)]], also: [other] })
}

/** Another id that is the same each time it is asked for. */
function swapped(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
}

/** As many other ids as boards to which one column connects, the same each time they are asked for. */
function many(id: string): string[] {
  const ids = Array.from({ length: 21 }, (_, at) => `${id.slice(0, -2)}${at.toString(16).padStart(2, '0')}`)
  return ids.filter((each) => each !== id).slice(0, 20)
}

const undoable = commands.filter(({ undo, internal }) => undo === undefined && internal !== true)

/** What people see of a scope. Trash, stamps of the last edit and counters that only tell nodes to look again are not of it. */
function seen(state: ScopeState): string {
  if (state instanceof BoardState && state.board['deletedAt'] !== undefined) return ''
  const lines: string[] = []
  for (const { name } of recordTables) {
    for (const [id, fields] of state.records(name)) {
      const { epoch: _epoch, editedAt: _editedAt, ...shown } = fields
      if (fields['deletedAt'] === undefined && name !== 'boardRef' && name !== 'docRef')
        lines.push(`${name} ${id} ${sorted(shown)}`)
    }
  }
  if (state instanceof BoardState) {
    const columns = state.columns().filter(({ fields }) => fields['deletedAt'] === undefined)
    for (let row = 0; row < state.rowCount; row++) {
      if (!state.isLive(row)) continue
      const own = systemCells.filter((cell) => !['updatedAt', 'updatedBy', 'updates', 'lastUpdateAt'].includes(cell))
      const system = own.map((cell) => state.system(row, cell))
      lines.push(`${row} ${JSON.stringify([system, columns.map(({ number }) => state.cell(row, number))])}`)
    }
  }
  return lines.toSorted().join('\n')
}

/** JSON that does not tell in which order the keys of an object came: the database keeps its own. */
function sorted(fields: object): string {
  return JSON.stringify(fields, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  )
}

test('every command can be undone, or says why not', () => {
  expect(undoable.map(({ name }) => name).filter((name) => !(name in scenarios))).toEqual([])
  expect(commands.flatMap(({ name, undo }) => (undo ? [name] : []))).toMatchInlineSnapshot(`
    [
      "account.create",
      "account.day",
      "archive.put",
      "member.join",
      "member.addPlaceholders",
      "member.addService",
      "member.nameSources",
      "member.remove",
      "team.join",
      "workspace.restore",
      "board.takeOver",
      "board.deleteWithWorkspace",
      "board.purge",
      "doc.renewRights",
      "doc.takeOver",
      "doc.deleteWithWorkspace",
      "doc.keepVersion",
      "column.renew",
      "item.countUpdates",
      "item.purge",
      "update.purge",
      "notification.add",
      "notification.read",
      "notification.drop",
      "trash.purge",
      "change.undo",
      "change.redo",
    ]
  `)
})

for (const { name } of undoable) {
  test(`${name} is undone to what was before and done again, also by another process`, async () => {
    const place = await makePlace()
    const scenario = scenarios[name]
    if (!scenario) throw new Error(`no scenario for ${name}`)
    await scenario.before?.(place)
    const args = scenario.args(place)
    const scopes = commands.find((command) => command.name === name)?.reads(args, world.accountId).lock ?? []
    const look = async () => Promise.all(scopes.map(async (scope) => seen(await cold(scope))))
    const before = await look()
    const done = await place.run(name, args)
    const after = await look()
    expect(after).not.toEqual(before)
    const undone = await takeBack(place, 'change.undo', done, node)
    expect(await look()).toEqual(before)
    const [fresh, third] = [await world.node(), await world.node()]
    const redone = await takeBack(place, 'change.redo', undone, fresh)
    expect(await look()).toEqual(after)
    const again = await takeBack(place, 'change.undo', redone, third)
    expect(await look()).toEqual(before)
    await takeBack(place, 'change.redo', again, fresh)
    expect(await look()).toEqual(after)
    for (const scope of scopes) expect(seen((await fresh.store.get(scope)).state)).toBe(seen(await cold(scope)))
    for (const each of [fresh, third]) await each.stop()
  })
}

async function cold(scope: Scope): Promise<ScopeState> {
  return loadScope(world.pool, world.accountId, scope, { kinds })
}

async function takeBack(
  { owner }: Place,
  command: string,
  of: Extract<Answer, { ok: true }>,
  on: SyncNode,
): Promise<Extract<Answer, { ok: true }>> {
  const at = Object.entries(of.versions).map(([scope, version]) => ({ scope, version }))
  for (const { scope } of at) await on.store.catchUp(scope as Scope)
  await on.store.catchUp(scopeOf('account', world.accountId))
  const answer = await on.executor.run({ principal: () => on.hub.principal(owner) }, command, 1, {
    change: of.change,
    at,
  })
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
  return answer
}
