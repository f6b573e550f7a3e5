import { must, scopeOf } from '@fulcrum/domain'
import { cast, people } from './rights-stage.ts'
import type { Person, Stage } from './rights-stage.ts'
import { newId } from './world.ts'

/** A command as it can be asked, and who of the cast may. */
export interface CommandSample {
  readonly may: readonly Person[]
  /** Arguments that are good for whoever may; made anew for each ask. */
  readonly args: (stage: Stage) => object | Promise<object>
}

const managers: readonly Person[] = ['accountOwner', 'admin']
const members: readonly Person[] = [...managers, 'boardOwner', 'editor', 'commenter', 'reader', 'stranger']
const owners: readonly Person[] = ['boardOwner']
const editors: readonly Person[] = [...owners, 'editor']
const commenters: readonly Person[] = [...editors, 'commenter']
const readers: readonly Person[] = [...commenters, 'reader', 'capped']
const readersWhoBuild: readonly Person[] = [...commenters, 'reader']
const nobody: readonly Person[] = []

const on = ({ main }: Stage) => ({ board: main.board })
const onItem = ({ main }: Stage) => ({ board: main.board, item: main.item })

/** A record made for one ask, so that deleting it harms no other. */
async function fresh(stage: Stage, noun: 'group' | 'column' | 'view'): Promise<{ board: string; id: string }> {
  const id = newId()
  const rest = {
    group: { title: 'Group' },
    column: { kind: 'text', title: 'Column' },
    view: { name: 'View', kind: 'table', mine: false, spec: {} },
  }[noun]
  await stage.did('boardOwner', `${noun}.create`, { ...on(stage), id, ...rest })
  return { ...on(stage), id }
}

async function item(stage: Stage): Promise<{ board: string; rows: number[] }> {
  const args = { ...on(stage), id: newId(), title: 'Item', group: stage.main.group.number }
  const { result } = await stage.did('boardOwner', 'item.create', args)
  // @NOTE a new item is answered with its row.
  return { ...on(stage), rows: [(result as { row: number }).row] }
}

/** A column of the main board that connects to another one of the same people. */
async function connection(stage: Stage): Promise<{ board: string; id: string; number: number; other: string }> {
  const [{ board: other }, id] = [await stage.board(), newId()]
  const settings = { boards: [{ board: other, partner: null }], several: true }
  const args = { ...on(stage), id, kind: 'connect', title: 'Connection', settings }
  const { result } = await stage.did('boardOwner', 'column.create', args)
  // @NOTE a new column is answered with its number.
  return { ...on(stage), id, other, number: (result as { number: number }).number }
}

/** An item's cell in a column of tracked time, where the editor has logged a session. */
async function template(stage: Stage): Promise<number> {
  const made = await item(stage)
  await stage.did('boardOwner', 'item.setTemplate', { ...made, template: true })
  return must(made.rows[0])
}

async function tracked(stage: Stage) {
  const made = await stage.did('boardOwner', 'column.create', {
    ...on(stage),
    id: newId(),
    kind: 'time-tracking',
    title: 'Time',
  })
  // @NOTE a new column is answered with its number.
  const cell = { ...onItem(stage), column: (made.result as { number: number }).number }
  const session = { person: stage.id('editor'), start: 1_000 }
  await stage.did('editor', 'session.log', { ...cell, start: session.start, end: 2_000 })
  return { cell, session }
}

const mine = (stage: Stage) => ({ member: stage.id('editor') })
const seenEntry = (stage: Stage) => ({ ...mine(stage), ids: [stage.main.item], seen: 1 })

/** Something that concerns the editor. */
function notified(stage: Stage) {
  const what = { reason: 'mention', actor: stage.id('boardOwner'), at: 1 }
  const source = scopeOf('item', stage.main.item)
  const { board, item } = onItem(stage)
  return { ...mine(stage), happenings: [{ about: { kind: 'item', id: item }, board, ...what, source, version: 1 }] }
}

async function voted(stage: Stage): Promise<{ column: number }> {
  const args = { ...on(stage), id: newId(), kind: 'vote', title: 'Votes' }
  const made = await stage.did('boardOwner', 'column.create', args)
  // @NOTE a new column is answered with its number.
  return { column: (made.result as { number: number }).number }
}

async function otherBoard(stage: Stage): Promise<{ board: string }> {
  return { board: (await stage.board()).board }
}

/** A private doc of the board's owner, with the cast on it as on the boards. */
async function doc(stage: Stage): Promise<{ doc: string }> {
  const on = { doc: newId() }
  await stage.did('boardOwner', 'doc.create', { ...on, workspace: stage.workspace, name: 'Doc', access: 'private' })
  for (const person of people) {
    const { board: role } = cast[person]
    if (role === null || person === 'boardOwner' || person === 'removed') continue
    await stage.did('boardOwner', 'doc.setMember', { ...on, id: stage.id(person), subject: 'member', role })
  }
  return on
}

/** The same with a version. */
async function docVersion(stage: Stage): Promise<{ doc: string; id: string }> {
  const on = { ...(await doc(stage)), id: newId() }
  const system = { kind: 'system', memberId: null } as const
  await stage.node.executor.run({ principal: () => system }, 'doc.keepVersion', 1, { ...on, name: null, by: null })
  return on
}

const anchor = { from: { tname: 'content', assoc: 0 }, to: { tname: 'content', assoc: -1 }, before: '', after: '' }
const comment = { anchor, quote: 'words', body: 'Is that so?' }

/** The same with a comment of one of the cast. */
async function commented(stage: Stage, by: Person): Promise<{ doc: string; id: string }> {
  const on = { ...(await doc(stage)), id: newId() }
  await stage.did(by, 'doc.comment', { ...on, ...comment })
  return on
}

/** A change of the board's owner, where the log has it. */
async function change(stage: Stage, kind: 'change.undo' | 'change.redo'): Promise<object> {
  const { board, scope } = await stage.board()
  const args = { board, id: newId(), title: 'Group' }
  const made = await stage.did('boardOwner', 'group.create', args)
  const first = { change: made.change, at: [{ scope, version: must(made.versions[scope]) }] }
  if (kind === 'change.undo') return first
  const undone = await stage.did('boardOwner', 'change.undo', first)
  return { change: undone.change, at: [{ scope, version: must(undone.versions[scope]) }] }
}

/** One sample for every command; a test fails for a command without one. */
export const commandSamples: Readonly<Record<string, CommandSample>> = {
  'account.create': { may: nobody, args: () => ({ name: 'A', locale: 'en', timeZone: 'UTC', weekStart: 1 }) },
  'column.renew': { may: nobody, args: on },
  'account.day': { may: nobody, args: () => ({}) },
  'archive.put': { may: nobody, args: () => ({ writes: [] }) },
  'account.update': { may: managers, args: () => ({ name: 'Test' }) },
  'member.join': {
    may: nobody,
    args: () => ({ id: newId(), user: newId(), name: 'A', email: 'a@example.org', role: 'owner' }),
  },
  'member.addPlaceholders': { may: nobody, args: () => ({ people: [{ id: newId(), name: 'A', source: 's' }] }) },
  'member.addService': { may: nobody, args: () => ({ id: newId(), name: 'Robot', role: 'member' }) },
  'member.nameSources': { may: nobody, args: (stage) => ({ people: [{ id: stage.id('editor'), source: 's' }] }) },
  'member.setRole': { may: managers, args: async (stage) => ({ id: await stage.extra('member'), role: 'admin' }) },
  'member.update': { may: managers, args: async (stage) => ({ id: await stage.extra('member'), name: 'Name' }) },
  'member.addTimeOff': {
    may: managers,
    args: async (stage) => ({ id: await stage.extra('member'), away: newId(), from: 20_780, to: 20_784 }),
  },
  'member.removeTimeOff': {
    may: managers,
    args: async (stage) => ({ id: await stage.extra('member'), away: newId() }),
  },
  'member.remove': { may: managers, args: async (stage) => ({ id: await stage.extra('member') }) },
  'team.create': { may: managers, args: () => ({ id: newId(), name: 'Team', members: [] }) },
  'team.join': { may: nobody, args: (stage) => ({ id: stage.team, member: stage.id('editor') }) },
  'team.update': { may: managers, args: ({ team }) => ({ id: team, name: 'Team' }) },
  'workspace.create': { may: members, args: () => ({ id: newId(), name: 'Workspace' }) },
  'workspace.update': { may: members, args: ({ workspace }) => ({ id: workspace, name: 'Workspace' }) },
  'workspace.setRules': { may: managers, args: ({ workspace }) => ({ id: workspace, links: true }) },
  'workspace.delete': { may: managers, args: ({ workspace }) => ({ id: workspace, deleted: false }) },
  'workspace.restore': {
    may: nobody,
    args: () => ({ id: newId(), name: 'Workspace', folders: [], boards: [], replaces: null }),
  },
  'folder.create': { may: members, args: ({ workspace }) => ({ id: newId(), workspace, name: 'Folder' }) },
  'folder.update': { may: members, args: ({ folder }) => ({ id: folder, name: 'Folder' }) },
  'folder.move': { may: members, args: ({ folder }) => ({ id: folder, after: null }) },
  'board.create': { may: members, args: ({ workspace }) => ({ board: newId(), workspace, name: 'Board' }) },
  'board.build': {
    may: members,
    args: ({ workspace }) => ({
      workspace,
      boards: [{ id: newId(), name: 'Board', columns: [], groups: [], views: [], items: [] }],
    }),
  },
  'board.duplicate': {
    may: readersWhoBuild,
    args: (stage) => ({
      workspace: stage.workspace,
      boards: [{ from: stage.main.board, to: newId() }],
      items: true,
    }),
  },
  'template.update': {
    may: owners,
    args: async (stage) => {
      const [board, id] = [newId(), newId()]
      await stage.did('boardOwner', 'board.duplicate', {
        workspace: stage.workspace,
        boards: [{ from: stage.main.board, to: board }],
        items: false,
        template: { id, name: 'Template' },
      })
      return { boards: [board], name: 'Other' }
    },
  },
  'board.update': { may: editors, args: (stage) => ({ ...on(stage), name: 'Name' }) },
  'board.setAccess': { may: owners, args: async (stage) => ({ ...(await otherBoard(stage)), access: 'main' }) },
  'board.setRules': { may: owners, args: async (stage) => ({ ...(await otherBoard(stage)), links: false }) },
  'board.setMember': {
    may: owners,
    args: (stage) => ({ ...on(stage), id: stage.team, subject: 'team', role: 'viewer' }),
  },
  'board.removeMember': {
    may: owners,
    args: async (stage) => ({ ...(await otherBoard(stage)), id: stage.id('reader') }),
  },
  'board.takeOver': { may: ['accountOwner'], args: otherBoard },
  'board.publish': { may: owners, args: otherBoard },
  'board.archive': { may: owners, args: async (stage) => ({ ...(await otherBoard(stage)), archived: true }) },
  'board.delete': { may: owners, args: otherBoard },
  'board.restore': { may: owners, args: otherBoard },
  'board.deleteWithWorkspace': { may: nobody, args: async (stage) => ({ ...(await otherBoard(stage)), before: 0 }) },
  'board.purge': { may: nobody, args: async (stage) => ({ ...(await otherBoard(stage)), before: 0 }) },
  'doc.create': { may: members, args: ({ workspace }) => ({ doc: newId(), workspace, name: 'Doc' }) },
  'doc.update': { may: editors, args: async (stage) => ({ ...(await doc(stage)), name: 'Name' }) },
  'doc.setAccess': { may: owners, args: async (stage) => ({ ...(await doc(stage)), access: 'main' }) },
  'doc.setMember': {
    may: owners,
    args: async (stage) => ({ ...(await doc(stage)), id: stage.team, subject: 'team', role: 'viewer' }),
  },
  'doc.removeMember': { may: owners, args: async (stage) => ({ ...(await doc(stage)), id: stage.id('reader') }) },
  'doc.setItem': { may: editors, args: async (stage) => ({ ...(await doc(stage)), on: onItem(stage) }) },
  'doc.followBoard': {
    may: owners,
    args: async (stage) => {
      const args = { ...(await doc(stage)), on: onItem(stage) }
      await stage.did('boardOwner', 'doc.setItem', args)
      return args
    },
  },
  'doc.renewRights': { may: nobody, args: async (stage) => ({ ...(await doc(stage)), board: stage.main.board }) },
  'doc.takeOver': { may: ['accountOwner'], args: doc },
  'doc.archive': { may: owners, args: async (stage) => ({ ...(await doc(stage)), archived: true }) },
  'doc.delete': { may: owners, args: doc },
  'doc.restore': { may: owners, args: doc },
  'doc.deleteWithWorkspace': { may: nobody, args: async (stage) => ({ ...(await doc(stage)), before: 0 }) },
  'doc.keepVersion': { may: nobody, args: async (stage) => ({ ...(await docVersion(stage)), name: null, by: null }) },
  'doc.nameVersion': { may: editors, args: async (stage) => ({ ...(await docVersion(stage)), name: 'Draft' }) },
  'doc.comment': { may: commenters, args: async (stage) => ({ ...(await doc(stage)), id: newId(), ...comment }) },
  'doc.editComment': {
    may: ['commenter'],
    args: async (stage) => ({ ...(await commented(stage, 'commenter')), body: 'It is.' }),
  },
  'doc.deleteComment': { may: [...owners, 'commenter'], args: (stage) => commented(stage, 'commenter') },
  'doc.restoreComment': { may: [...owners, 'commenter'], args: (stage) => commented(stage, 'commenter') },
  'doc.resolveThread': {
    may: commenters,
    args: async (stage) => ({ ...(await commented(stage, 'editor')), resolved: true }),
  },
  'group.create': { may: editors, args: (stage) => ({ ...on(stage), id: newId(), title: 'Group' }) },
  'group.update': { may: editors, args: (stage) => ({ ...on(stage), id: stage.main.group.id, title: 'Group' }) },
  'group.move': { may: editors, args: async (stage) => ({ ...(await fresh(stage, 'group')), after: null }) },
  'group.delete': { may: editors, args: (stage) => fresh(stage, 'group') },
  'group.restore': { may: editors, args: (stage) => fresh(stage, 'group') },
  'column.create': {
    may: editors,
    args: (stage) => ({ ...on(stage), id: newId(), kind: 'text', title: 'Column' }),
  },
  'column.update': { may: editors, args: (stage) => ({ ...on(stage), id: stage.main.column.id, title: 'Text' }) },
  'column.setAccess': {
    may: owners,
    args: async (stage) => ({ ...(await fresh(stage, 'column')), readers: null, editors: null }),
  },
  'column.changeKind': {
    may: editors,
    args: async (stage) => ({ ...(await fresh(stage, 'column')), to: newId(), kind: 'long-text' }),
  },
  'column.mergeLabels': {
    may: editors,
    args: async (stage) => {
      const id = newId()
      const column = { ...on(stage), id, kind: 'status', title: 'State' }
      await stage.did('boardOwner', 'column.create', column)
      return { ...on(stage), id, from: [1], into: 2 }
    },
  },
  'column.pair': {
    may: editors,
    args: async (stage) => {
      const { board, id, other } = await connection(stage)
      return { board, id, other, partner: newId(), title: 'Back' }
    },
  },
  'column.unpair': {
    may: editors,
    args: async (stage) => {
      const { board, id, other } = await connection(stage)
      await stage.did('boardOwner', 'column.pair', { board, id, other, partner: newId(), title: 'Back' })
      return { board, id, other }
    },
  },
  'column.move': { may: editors, args: async (stage) => ({ ...(await fresh(stage, 'column')), after: null }) },
  'column.delete': { may: editors, args: (stage) => fresh(stage, 'column') },
  'column.restore': { may: editors, args: (stage) => fresh(stage, 'column') },
  'view.create': {
    may: editors,
    args: (stage) => ({ ...on(stage), id: newId(), name: 'View', kind: 'table', mine: false, spec: {} }),
  },
  'view.update': { may: editors, args: (stage) => ({ ...on(stage), id: stage.main.view, name: 'View' }) },
  'view.move': { may: editors, args: async (stage) => ({ ...(await fresh(stage, 'view')), after: null }) },
  'view.setOpening': { may: owners, args: (stage) => ({ ...on(stage), id: stage.main.view, mine: false }) },
  'view.delete': { may: editors, args: (stage) => fresh(stage, 'view') },
  'item.create': {
    may: editors,
    args: (stage) => ({ ...on(stage), id: newId(), title: 'Item', group: stage.main.group.number }),
  },
  'item.setCells': {
    may: editors,
    args: (stage) => ({ ...on(stage), column: stage.main.column.number, rows: [stage.main.item], values: [newId()] }),
  },
  'item.join': {
    may: editors,
    args: async (stage) => ({ ...on(stage), row: stage.main.item, ...(await voted(stage)), joined: true }),
  },
  'item.connect': {
    may: editors,
    args: async (stage) => {
      const { board, other, number } = await connection(stage)
      return { board, column: number, rows: [stage.main.item], values: [null], also: [other] }
    },
  },
  'item.move': { may: editors, args: async (stage) => ({ ...(await item(stage)), after: null }) },
  'item.moveToBoard': {
    may: editors,
    args: async (stage) => {
      const other = await stage.board()
      return { ...(await item(stage)), to: other.board, group: other.group.number }
    },
  },
  'item.copyToBoard': {
    may: editors,
    args: async (stage) => ({ ...(await item(stage)), to: stage.main.board, group: stage.main.group.number }),
  },
  'item.delete': { may: editors, args: item },
  'item.restore': { may: editors, args: item },
  'item.archive': { may: editors, args: item },
  'item.setTemplate': { may: editors, args: async (stage) => ({ ...(await item(stage)), template: true }) },
  'item.createFromTemplate': {
    may: editors,
    args: async (stage) => ({ ...on(stage), template: await template(stage), ids: [newId()] }),
  },
  'item.countUpdates': { may: nobody, args: (stage) => ({ ...onItem(stage), count: 1, lastAt: 1 }) },
  'item.purge': { may: nobody, args: (stage) => ({ ...on(stage), rows: [0], before: 0 }) },
  'item.import': { may: nobody, args: (stage) => ({ ...on(stage), update: [] }) },
  'session.start': { may: editors, args: async (stage) => (await tracked(stage)).cell },
  'session.stop': { may: editors, args: async (stage) => (await tracked(stage)).cell },
  'session.log': {
    may: editors,
    args: async (stage) => ({ ...(await tracked(stage)).cell, start: 3_000, end: 4_000 }),
  },
  'session.edit': {
    may: editors,
    args: async (stage) => {
      const { cell, session } = await tracked(stage)
      return { ...cell, session, note: 'Changed' }
    },
  },
  'session.remove': {
    may: editors,
    args: async (stage) => {
      const { cell, session } = await tracked(stage)
      return { ...cell, session }
    },
  },
  'update.post': { may: commenters, args: (stage) => ({ ...onItem(stage), id: newId(), body: 'Hello' }) },
  'update.edit': {
    may: ['boardOwner', 'commenter'],
    args: async (stage) => ({ ...onItem(stage), id: await stage.update('commenter'), body: 'Changed' }),
  },
  'update.delete': {
    may: ['boardOwner', 'commenter'],
    args: async (stage) => ({ ...onItem(stage), id: await stage.update('commenter') }),
  },
  'update.restore': {
    may: ['boardOwner', 'commenter'],
    args: async (stage) => ({ ...onItem(stage), id: await stage.update('commenter') }),
  },
  'update.react': {
    may: commenters,
    args: async (stage) => {
      const update = await stage.update('commenter')
      return { ...onItem(stage), update, sign: '👍', id: newId() }
    },
  },
  'update.unreact': {
    may: commenters,
    args: async (stage) => ({ ...onItem(stage), update: await stage.update('commenter'), sign: '👍' }),
  },
  'update.copy': {
    // Only into an item of one's own.
    may: ['boardOwner'],
    args: async (stage) => {
      await stage.update('commenter')
      const copy = { ...on(stage), id: newId(), title: 'Copy', group: stage.main.group.number }
      await stage.did('boardOwner', 'item.create', copy)
      return { ...onItem(stage), to: stage.main.board, copy: copy.id }
    },
  },
  'update.import': { may: nobody, args: (stage) => ({ ...onItem(stage), updates: [] }) },
  'update.purge': { may: nobody, args: onItem },
  'favourite.set': {
    may: ['editor'],
    args: (stage) => ({ ...on(stage), member: stage.id('editor'), favourite: true }),
  },
  'favourite.move': {
    may: ['editor'],
    args: async (stage) => {
      const member = stage.id('editor')
      await stage.did('editor', 'favourite.set', { ...on(stage), member, favourite: true })
      return { member, id: stage.main.board, after: null }
    },
  },
  'notification.add': { may: nobody, args: notified },
  'notification.drop': { may: nobody, args: (stage) => ({ ...mine(stage), ids: [stage.main.item] }) },
  'notification.read': { may: ['editor'], args: seenEntry },
  'notification.unread': { may: ['editor'], args: (stage) => ({ ...mine(stage), ids: [stage.main.item] }) },
  'notification.done': { may: ['editor'], args: seenEntry },
  'notification.allDone': { may: ['editor'], args: (stage) => ({ ...mine(stage), seen: 1 }) },
  'item.mute': { may: ['editor'], args: (stage) => ({ ...mine(stage), item: stage.main.item }) },
  'item.unmute': { may: ['editor'], args: (stage) => ({ ...mine(stage), item: stage.main.item }) },
  'board.mute': { may: ['editor'], args: (stage) => ({ ...mine(stage), ...on(stage) }) },
  'board.unmute': { may: ['editor'], args: (stage) => ({ ...mine(stage), ...on(stage) }) },
  'doc.mute': { may: ['editor'], args: async (stage) => ({ ...mine(stage), ...(await doc(stage)) }) },
  'doc.unmute': { may: ['editor'], args: async (stage) => ({ ...mine(stage), ...(await doc(stage)) }) },
  'letter.mute': { may: ['editor'], args: mine },
  'letter.unmute': { may: ['editor'], args: mine },
  'item.watch': { may: readers, args: onItem },
  'item.unwatch': { may: readers, args: onItem },
  'view.restore': { may: editors, args: (stage) => fresh(stage, 'view') },
  'trash.purge': {
    may: nobody,
    args: ({ main }) => ({
      scope: scopeOf('board', main.board),
      records: [{ table: 'group', id: main.group.id }],
      before: 0,
    }),
  },
  'change.undo': { may: owners, args: (stage) => change(stage, 'change.undo') },
  'change.redo': { may: owners, args: (stage) => change(stage, 'change.redo') },
}

/** One sample for every query, asked as it is answered to whoever may read the main board. */
export const querySamples: Readonly<Record<string, CommandSample>> = {
  'template.list': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'tree.list': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'doc.search': { may: members.concat('capped', 'guest'), args: () => ({ text: 'doc' }) },
  'doc.list': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'doc.templates': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'cell.why': { may: readers, args: (stage) => ({ ...on(stage), row: 0, column: stage.main.column.number }) },
  'view.glances': {
    may: members.concat('capped', 'guest'),
    args: (stage) => ({ views: [{ board: stage.main.board, view: newId() }] }),
  },
  'item.cells': {
    may: members.concat('capped', 'guest'),
    args: (stage) => ({ cells: [{ item: stage.main.item, column: newId() }] }),
  },
  'item.days': { may: members.concat('capped', 'guest'), args: (stage) => ({ ids: [stage.main.item] }) },
  'item.named': { may: members.concat('capped', 'guest'), args: (stage) => ({ ids: [stage.main.item] }) },
  'item.links': { may: readers, args: onItem },
  'update.versions': {
    may: readers,
    args: async (stage) => ({ ...onItem(stage), id: await stage.update('commenter') }),
  },
  'item.activity': { may: readers, args: (stage) => ({ ...on(stage), row: 0 }) },
  'board.activity': { may: readers, args: on },
  'board.history': { may: readers, args: (stage) => ({ ...on(stage), days: 30 }) },
  'board.at': { may: readers, args: (stage) => ({ ...on(stage), at: 4_000_000_000_000 }) },
  'board.compare': { may: readers, args: (stage) => ({ ...on(stage), from: 4_000_000_000_000 }) },
  'board.life': { may: readers, args: on },
  'board.moments': { may: readers, args: (stage) => ({ ...on(stage), at: 4_000_000_000_000 }) },
  'board.viewport': { may: readers, args: (stage) => ({ ...on(stage), view: {} }) },
  'member.list': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'board.get': { may: readers, args: on },
  'item.list': { may: readers, args: on },
  'item.get': { may: readers, args: onItem },
  'column.previewKind': {
    may: editors,
    args: (stage) => ({ ...on(stage), id: stage.main.column.id, kind: 'long-text' }),
  },
  'item.search': {
    may: members.concat('capped', 'guest'),
    args: ({ main }) => ({ boards: [main.board], text: 'item' }),
  },
  'home.mine': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'search.all': { may: members.concat('capped', 'guest'), args: () => ({ text: 'item' }) },
  'item.find': { may: members.concat('capped', 'guest'), args: () => ({ key: 'BOAR-1' }) },
  'item.previewTransfer': { may: editors, args: (stage) => ({ ...on(stage), rows: [0], to: stage.main.board }) },
  'use.count': { may: readers, args: on },
  'label.uses': {
    may: readers,
    args: (stage) => ({ ...on(stage), column: stage.main.column.id, labels: [1] }),
  },
  'trash.list': { may: readers, args: (stage) => ({ ...on(stage), part: 'items' }) },
  'inbox.list': { may: members.concat('capped', 'guest'), args: () => ({}) },
  'change.stack': { may: readers, args: ({ main }) => ({ scope: scopeOf('board', main.board) }) },
}
