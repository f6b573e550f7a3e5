import { templatesOf } from '@fulcrum/domain'
import type { BoardState, Json } from '@fulcrum/domain'
import { newId } from '../world.ts'
import type { FuzzClient } from './clients.ts'
import type { Random } from './random.ts'

/** What random actions look at and remember. */
export interface ActionContext {
  readonly client: FuzzClient
  readonly random: Random
  /** Items that only one client edits each. */
  readonly kept: ReadonlySet<number>
  readonly links: FuzzLinks
  /** Messages on items: `[item, update, author]`. */
  readonly messages: (readonly [item: string, update: string, author: string])[]
}

/** Two boards whose columns show the same connections. */
export interface FuzzLinks {
  readonly other: string
  column: number
  partner: number
  readonly items: string[]
}

type Action = (context: ActionContext, state: BoardState) => void

/** Few rows and columns, so that people meet. */
const hotRows = 3

function row({ random, kept }: ActionContext, state: BoardState, hot = 0.9): number {
  const rows = Array.from({ length: state.rowCount }, (_, index) => index).filter((index) => !kept.has(index))
  return random.pick(random.chance(hot) ? rows.slice(0, hotRows) : rows)
}

function value({ client, random }: ActionContext, kind: string): Json {
  if (random.chance(0.15)) return null
  const make: { readonly [kind: string]: () => Json } = {
    text: () => `text ${random.int(1_000)}${random.chance(0.05) ? ' '.repeat(1) + 'long '.repeat(150) : ''}`,
    status: () => 1 + random.int(7),
    number: () => Math.round(random.next() * 1_000) / 10,
    checkbox: () => true,
    vote: () => [client.member],
  }
  return (make[kind] ?? (() => 'no such value'))()
}

const setCells: Action = (context, state) => {
  const { client, random } = context
  const column = random.pick(state.columns())
  const count = random.chance(0.7) ? 1 : 1 + random.int(4)
  const rows = Array.from({ length: count }, () => row(context, state))
  const values = random.chance(0.6) ? [value(context, column.kind.id)] : rows.map(() => value(context, column.kind.id))
  client.run('item.setCells', { column: column.number, rows, values })
}

const setTitle: Action = (context, state) => {
  const { client, random } = context
  client.run('item.setCells', { column: 'title', rows: [row(context, state)], values: [`title ${random.int(1_000)}`] })
}

const createItem: Action = (context, state) => {
  const { client, random } = context
  const id = newId()
  const groups = [...state.records('group')].map(([, group]) => Number(group['number']))
  const place = random.chance(0.3) ? { parent: row(context, state) } : { group: random.pick(groups) }
  const after = random.chance(0.4) ? { after: random.chance(0.5) ? null : row(context, state) } : {}
  const cells = random.chance(0.5)
    ? { cells: [{ column: random.pick(state.columns()).number, value: `cell ${random.int(100)}` }] }
    : {}
  client.run('item.create', { id, title: `item ${random.int(1_000)}`, ...place, ...after, ...cells })
  // Work goes on with the item before the server has given it a row.
  if (random.chance(0.5)) {
    client.run('item.setCells', { column: 'title', rows: [id], values: [`renamed ${random.int(1_000)}`] })
  }
}

const moveItems: Action = (context, state) => {
  const { client, random } = context
  const groups = [...state.records('group')].map(([, group]) => Number(group['number']))
  const rows = Array.from({ length: 1 + random.int(3) }, () => row(context, state))
  const where = random.pick<object>([
    { group: random.pick(groups) },
    { parent: row(context, state) },
    { parent: null },
    { after: null },
    { after: row(context, state) },
  ])
  client.run('item.move', { rows, ...where })
}

/** What cannot be: some of it is seen here, some only by the server. */
const mistake: Action = ({ client, random }, state) => {
  const attempts = [
    () => client.run('item.setCells', { column: 2, rows: [0], values: ['no label'] }),
    () => client.run('column.update', { id: newId(), title: 'Nowhere' }),
    () => client.run('change.undo', { change: newId(), at: [{ scope: client.scope, version: state.version }] }),
    () => client.run('change.undo', { change: newId(), at: [{ scope: client.scope, version: 1 }] }),
  ]
  random.pick(attempts)()
}

function onRows(command: string): Action {
  return (context, state) => {
    // Also what others work on just now: their edits are refused when they arrive.
    context.client.run(command, { rows: [row(context, state, 0.6)] })
  }
}

const markTemplates: Action = (context, state) => {
  const { client, random } = context
  const [template] = templatesOf(state)
  if (template !== undefined && random.chance(0.5))
    client.run('item.setTemplate', { rows: [template], template: false })
  else client.run('item.setTemplate', { rows: [row(context, state)], template: true })
}

const createFromTemplate: Action = (context, state) => {
  const { client, random } = context
  const id = newId()
  client.run('item.createFromTemplate', { template: templatesOf(state)[0] ?? row(context, state), ids: [id, newId()] })
  if (random.chance(0.5)) {
    client.run('item.setCells', { column: 'title', rows: [id], values: [`made ${random.int(1_000)}`] })
  }
}

const restoreItems: Action = ({ client, random, kept }, state) => {
  const gone = Array.from({ length: state.rowCount }, (_, index) => index).filter(
    (index) => !kept.has(index) && (state.system(index, 'deletedAt') ?? state.system(index, 'archivedAt')) !== null,
  )
  client.run('item.restore', { rows: gone.length > 0 ? gone.slice(0, 1 + random.int(3)) : [0] })
}

const takeBack =
  (way: 'undo' | 'redo'): Action =>
  ({ client }) =>
    void client.takeBack(way)

const postUpdate: Action = (context, state) => {
  const { client, random, messages } = context
  const item = String(state.system(row(context, state), 'id'))
  const known = messages.filter(([of, , author]) => of === item && author === client.member)
  if (known.length === 0 || random.chance(0.5)) {
    const id = newId()
    messages.push([item, id, client.member])
    client.run('update.post', { item, id, body: `message ${random.int(1_000)}` })
    return
  }
  const [, id] = random.pick(known)
  if (random.chance(0.7)) client.run('update.edit', { item, id, body: `edited ${random.int(1_000)}` })
  else client.run('update.delete', { item, id })
}

/** Connects items from one of the two boards. */
const connectItems: Action = (context, state) => {
  const { client, random, links } = context
  const some = (ids: readonly string[]) => {
    const chosen = ids.filter(() => random.chance(0.5))
    return chosen.length === 0 ? null : chosen
  }
  if (random.chance(0.5)) {
    const values = [some(links.items)]
    client.run('item.connect', { column: links.column, rows: [row(context, state)], values, also: [links.other] })
    return
  }
  const hot = Array.from({ length: hotRows }, () => String(state.system(row(context, state), 'id')))
  const args = { board: links.other, column: links.partner, rows: [random.pick(links.items)], also: [client.board] }
  client.run('item.connect', { ...args, values: [some([...new Set(hot)])] })
}

/** In or out of a list in which others are at the same moment. */
const joinCell: Action = (context, state) => {
  const { client, random } = context
  const votes = columnOf(state, 'vote')
  if (votes === undefined) return
  client.run('item.join', { column: votes, row: row(context, state), joined: random.chance(0.7) })
}

/** A timer, or time said afterwards; all the sessions of an item are in one cell. */
const trackTime: Action = (context, state) => {
  const { client, random } = context
  const column = columnOf(state, 'time-tracking')
  if (column === undefined) return
  const item = row(context, state)
  const cell = { column, item }
  const at = random.chance(0.5) ? { at: Date.now() } : {}
  // @NOTE a column that tracks time has no other values.
  const known = (state.cell(item, column) ?? []) as readonly { person: string; start: number }[]
  const own = known.filter(({ person }) => person === client.member).map(({ start }) => start)
  const start = 1_000 * random.int(20)
  const session = { person: client.member, start: own.length > 0 ? random.pick(own) : start }
  const ways = [
    () => client.run('session.start', { ...cell, ...at }),
    () => client.run('session.stop', { ...cell, ...at }),
    () => client.run('session.log', { ...cell, start, end: start + 500, note: `note ${random.int(100)}` }),
    () => client.run('session.edit', { ...cell, session, note: `note ${random.int(100)}` }),
    () => client.run('session.remove', { ...cell, session }),
  ]
  random.pick(ways)()
}

function columnOf(state: BoardState, kind: string): number | undefined {
  return state.columns().find((column) => column.kind.id === kind)?.number
}

const changeGroup: Action = ({ client, random }, state) => {
  const [id] = random.pick([...state.records('group')])
  client.run('group.update', { id, title: `group ${random.int(100)}` })
}

/** Rules that some of what people do breaks: a client that does not know of them yet does it all the same. */
const rulesOfKind: { readonly [kind: string]: Json } = {
  text: { unique: true },
  number: { range: { max: 70 } },
  checkbox: { default: { value: true } },
}

const changeColumn: Action = ({ client, random }, state) => {
  const { id, kind } = random.pick(state.columns())
  const rules = rulesOfKind[kind.id]
  if (rules === undefined || random.chance(0.5)) client.run('column.update', { id, title: `column ${random.int(100)}` })
  else client.run('column.update', { id, rules: random.chance(0.6) ? rules : null })
}

/** Random actions with how often they come. */
const weighted: readonly (readonly [number, Action])[] = [
  [44, setCells],
  [9, setTitle],
  [12, createItem],
  [10, moveItems],
  [6, onRows('item.delete')],
  [2, onRows('item.archive')],
  [3, markTemplates],
  [3, createFromTemplate],
  [7, restoreItems],
  [7, takeBack('undo')],
  [3, takeBack('redo')],
  [4, postUpdate],
  [9, connectItems],
  [5, joinCell],
  [5, trackTime],
  [3, changeGroup],
  [3, changeColumn],
  [9, mistake],
]

const total = weighted.reduce((sum, [weight]) => sum + weight, 0)

/** Does one thing that a person might do; what the person sees decides what it is done to. */
export function actAtRandom(context: ActionContext): void {
  const { client, random } = context
  const { state } = client
  if (!state || state.rowCount === 0 || state.columns().length === 0) {
    // A command for a board that is not on the screen: the server decides alone.
    client.run('item.setCells', { column: 1, rows: [random.int(hotRows)], values: [`blind ${random.int(100)}`] })
    return
  }
  if (client.ownRow !== null && random.chance(0.08)) return client.tick(client.ownRow)
  let at = random.int(total)
  const [, action] = weighted.find(([weight]) => (at -= weight) < 0) ?? [0, setTitle]
  action(context, state)
}
