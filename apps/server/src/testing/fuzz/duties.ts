import type { Answer } from '@fulcrum/protocol'
import { newId } from '../world.ts'
import type { FuzzClient } from './clients.ts'

/** Who carries out what must happen in every run, and upon whom. */
export interface DutyContext {
  /** Owns the board. */
  readonly boss: FuzzClient
  /** An owner of the account who is not on the board. */
  readonly stranger: FuzzClient
  /** Members whose rights change. */
  readonly others: readonly FuzzClient[]
  /** Runs a command as the server's own work, in a batch. */
  readonly batch: (edits: readonly object[]) => Promise<void>
  /** Removes a member who only watches. */
  readonly removeSomebody: () => Promise<Answer>
}

/** Something that every run has, at a moment of its own; `at` is the share of the run before it. */
export interface Duty {
  readonly at: readonly [from: number, to: number]
  readonly run: (context: DutyContext) => Promise<void>
}

/** A command that has to succeed for the run to count. */
async function must(client: FuzzClient, command: string, args: object): Promise<Extract<Answer, { ok: true }>> {
  for (let tries = 0; ; tries++) {
    const answer = await client.run(command, args).done
    if (answer.ok) return answer
    if (tries === 3) throw new Error(`${command} was refused: ${answer.message}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The same for one that must change something: where somebody else has done it before, the duty is done again. */
async function mustChange(client: FuzzClient, command: string, args: object): Promise<void> {
  const { versions } = await must(client, command, args)
  if (Object.keys(versions).length === 0) throw new Error(`${command} found it done already`)
}

async function column(boss: FuzzClient): Promise<string> {
  const id = newId()
  await must(boss, 'column.create', { id, kind: 'text', title: 'Passing' })
  return id
}

function numberOf({ state }: FuzzClient, kind: string): number {
  const found = state?.columns().find((each) => each.kind.id === kind)
  if (!found) throw new Error(`The board shows no column of kind ${kind}`)
  return found.number
}

function placeOf({ scope }: FuzzClient, { versions }: Extract<Answer, { ok: true }>) {
  return [{ scope, version: versions[scope] }]
}

function target(others: readonly FuzzClient[]): string {
  return (others[0] as FuzzClient).member
}

/** All of them; together they use every command of a board that random work does not. */
export const duties: readonly Duty[] = [
  {
    at: [0.1, 0.4],
    run: async ({ boss }) => {
      const id = newId()
      await must(boss, 'group.create', { id, title: 'Passing' })
      await must(boss, 'group.move', { id, after: null })
      await must(boss, 'group.update', { id, colour: 'red' })
      await must(boss, 'group.delete', { id })
    },
  },
  {
    // A group with items in it goes and comes back.
    at: [0.3, 0.7],
    run: async ({ boss }) => {
      const [id] = [...(boss.state?.records('group') ?? [])].map(([each]) => each)
      if (id === undefined) throw new Error('The board has no group')
      await boss.run('group.restore', { id }).done
      await must(boss, 'group.delete', { id })
      await mustChange(boss, 'group.restore', { id })
    },
  },
  {
    at: [0.1, 0.9],
    run: async ({ boss }) => {
      const id = await column(boss)
      await must(boss, 'column.move', { id, after: null })
      await must(boss, 'column.update', { id, title: 'Passed' })
    },
  },
  {
    // Everybody works on this column until it goes.
    at: [0.4, 0.6],
    run: async ({ boss }) => {
      const hot = boss.state?.column(1)
      if (!hot) throw new Error('The column is not there')
      await must(boss, 'column.delete', { id: hot.id })
    },
  },
  {
    at: [0.75, 0.85],
    run: async ({ boss }) => {
      const doomed = boss.state?.column(1)
      if (!doomed) throw new Error('The column is not there')
      if (doomed.fields['deletedAt'] === undefined) await must(boss, 'column.delete', { id: doomed.id })
      await mustChange(boss, 'column.restore', { id: doomed.id })
    },
  },
  {
    // Of a column that others edit and a formula reads.
    at: [0.3, 0.9],
    run: async ({ boss }) => {
      const old = boss.state?.column(4)
      if (!old) throw new Error('The column is not there')
      if (old.fields['deletedAt'] !== undefined) await must(boss, 'column.restore', { id: old.id })
      await must(boss, 'column.changeKind', { id: old.id, to: newId(), kind: 'text' })
    },
  },
  {
    // Of labels that others choose meanwhile.
    at: [0.3, 0.8],
    run: async ({ boss }) => {
      const labelled = boss.state?.column(numberOf(boss, 'status'))
      if (!labelled) throw new Error('The column is not there')
      if (labelled.fields['deletedAt'] !== undefined) await must(boss, 'column.restore', { id: labelled.id })
      await must(boss, 'column.mergeLabels', { id: labelled.id, from: [2, 3], into: 1 })
    },
  },
  {
    at: [0.35, 0.5],
    run: async ({ boss, others }) => {
      const hidden = boss.state?.column(5)
      if (!hidden) throw new Error('The column is not there')
      await must(boss, 'column.setAccess', {
        id: hidden.id,
        readers: [boss.member, ...others.slice(1).map(({ member }) => member)],
        editors: null,
      })
    },
  },
  {
    at: [0.5, 0.7],
    run: async ({ boss, others }) => {
      const id = target(others)
      await must(boss, 'board.setMember', { id, subject: 'member', role: 'viewer' })
      await must(boss, 'board.setMember', { id, subject: 'member', role: 'editor' })
      await must(boss, 'board.removeMember', { id })
    },
  },
  {
    // Private: everybody else is out, and comes back.
    at: [0.6, 0.8],
    run: async ({ boss, stranger }) => {
      await must(boss, 'board.setRules', { guests: false, links: false })
      await must(boss, 'board.setRules', { guests: null, links: null })
      await must(boss, 'board.setAccess', { access: 'private' })
      await must(stranger, 'board.takeOver', {})
      await must(boss, 'board.setAccess', { access: 'main' })
    },
  },
  {
    at: [0.2, 0.9],
    run: async ({ boss }) => {
      await must(boss, 'board.update', { name: 'Renamed' })
      await must(boss, 'board.archive', { archived: true })
      await must(boss, 'board.archive', { archived: false })
      await must(boss, 'board.publish', {})
    },
  },
  {
    at: [0.8, 0.95],
    run: async ({ boss }) => {
      await must(boss, 'board.delete', {})
      await mustChange(boss, 'board.restore', {})
    },
  },
  {
    at: [0.1, 0.9],
    run: async ({ boss }) => {
      const [mine, all] = [newId(), newId()]
      await must(boss, 'view.create', { id: mine, name: 'Mine', kind: 'table', mine: true, spec: {} })
      await must(boss, 'view.create', { id: all, name: 'All', kind: 'table', mine: false, spec: { sort: [] } })
      await must(boss, 'view.update', { id: mine, name: 'Mine alone' })
      await must(boss, 'view.setOpening', { id: all, mine: false })
      await must(boss, 'view.setOpening', { id: mine, mine: true })
      await must(boss, 'view.move', { id: all, after: null })
      await must(boss, 'view.move', { id: mine, after: all })
      await must(boss, 'view.setOpening', { id: null, mine: true })
      await must(boss, 'view.delete', { id: all })
      await mustChange(boss, 'view.restore', { id: all })
    },
  },
  {
    at: [0.2, 0.8],
    run: async ({ batch, others }) => {
      // Points of items that nobody deletes.
      const rows = others.flatMap(({ ownRow }) => (ownRow === null ? [] : [ownRow]))
      await batch([1, 2, 3].map((points) => ({ column: 3, rows, values: [points] })))
    },
  },
  {
    // An undo of three cells, one of which somebody else has changed meanwhile: that one stays.
    at: [0.15, 0.35],
    run: async ({ boss, others: [other] }) => {
      const rows = [boss.ownRow, other?.ownRow].filter((row) => typeof row === 'number')
      if (!other || rows.length < 2) throw new Error('There are no items to meet on')
      const mine = await must(boss, 'item.setCells', { column: 3, rows, values: [Math.random()] })
      await must(other, 'item.setCells', { column: 3, rows: rows.slice(0, 1), values: [Math.random()] })
      const { result } = await must(boss, 'change.undo', { change: mine.change, at: placeOf(boss, mine) })
      const { kept, taken } = result as { kept: number; taken: number }
      if (kept !== 1 || taken !== 1) throw new Error(`The undo took ${taken} and kept ${kept}`)
    },
  },
  {
    at: [0.5, 0.6],
    run: async ({ removeSomebody }) => {
      const answer = await removeSomebody()
      if (!answer.ok) throw new Error(`Nobody was removed: ${answer.message}`)
    },
  },
  {
    // Boards are made whole, copied while others work on them, and taken back.
    at: [0.2, 0.8],
    run: async ({ boss }) => {
      const [board, copy, column, kept, template] = [newId(), newId(), newId(), newId(), newId()]
      const workspace = boss.state?.board['workspaceId']
      const whole = {
        id: board,
        name: 'Whole',
        columns: [{ id: column, number: 1, kind: 'status', title: 'Status' }],
        groups: [{ number: 1, title: 'There' }],
        views: [],
        items: [{ id: newId(), title: 'Made', group: 1, cells: [{ column: 1, value: 1 }] }],
      }
      await must(boss, 'board.build', { workspace, boards: [whole] })
      const boards = [
        { from: boss.board, to: copy },
        { from: board, to: newId() },
      ]
      const copied = await must(boss, 'board.duplicate', { workspace, boards, items: true })
      const at = Object.entries(copied.versions).map(([scope, version]) => ({ scope, version }))
      await must(boss, 'change.undo', { change: copied.change, at })
      const saved = { boards: [{ from: board, to: kept }], items: false, template: { id: template, name: 'Template' } }
      await must(boss, 'board.duplicate', { workspace, ...saved })
      await must(boss, 'template.update', { boards: [kept], deleted: true })
    },
  },
  {
    // Items go to another board, come back by an undo, and are copied.
    at: [0.3, 0.9],
    run: async ({ boss }) => {
      const [other, one, two] = [newId(), newId(), newId()]
      await must(boss, 'board.create', { board: other, workspace: boss.state?.board['workspaceId'], name: 'Elsewhere' })
      const { result } = await must(boss, 'group.create', { board: other, id: newId(), title: 'There' })
      const there = { to: other, group: (result as { number: number }).number }
      const grouped = await must(boss, 'group.create', { id: newId(), title: 'Leaving' })
      const { number: group } = grouped.result as { number: number }
      for (const id of [one, two]) await must(boss, 'item.create', { id, title: 'Leaving', group })
      await must(boss, 'item.copyToBoard', { rows: [one], to: boss.board, group, after: one })
      await must(boss, 'item.moveToBoard', { rows: [one], ...there })
      const moved = await must(boss, 'item.moveToBoard', { rows: [two], ...there })
      const at = Object.entries(moved.versions).map(([scope, version]) => ({ scope, version }))
      await must(boss, 'change.undo', { change: moved.change, at })
    },
  },
  {
    // Rare among random work, so that each is there for sure: what is undone is an edit of one's own.
    at: [0.85, 0.95],
    run: async ({ boss }) => {
      const id = newId()
      const grouped = await must(boss, 'group.create', { id: newId(), title: 'Passing' })
      const { number: group } = grouped.result as { number: number }
      const made = await must(boss, 'item.create', { id, title: 'Passing', group })
      const { row } = made.result as { row: number }
      await must(boss, 'item.move', { rows: [row], after: null })
      await must(boss, 'item.archive', { rows: [row] })
      await mustChange(boss, 'item.restore', { rows: [row] })
      await must(boss, 'item.setTemplate', { rows: [row], template: true })
      await must(boss, 'item.createFromTemplate', { template: row, ids: [newId()] })
      await must(boss, 'item.setTemplate', { rows: [row], template: false })
      await must(boss, 'update.post', { item: id, id: newId(), body: 'Said' })
      const message = newId()
      await must(boss, 'update.post', { item: id, id: message, body: 'Said' })
      await must(boss, 'update.edit', { item: id, id: message, body: 'Said again' })
      const copy = newId()
      await must(boss, 'item.create', { id: copy, title: 'A copy', group })
      await must(boss, 'update.copy', { item: id, to: boss.board, copy })
      await must(boss, 'item.watch', { item: id })
      await must(boss, 'item.unwatch', { item: id })
      await must(boss, 'item.mute', { member: boss.member, item: id })
      await must(boss, 'item.unmute', { member: boss.member, item: id })
      await must(boss, 'board.mute', { member: boss.member })
      await must(boss, 'board.unmute', { member: boss.member })
      await must(boss, 'update.react', { item: id, update: message, id: newId(), sign: '👍' })
      await must(boss, 'update.unreact', { item: id, update: message, sign: '👍' })
      await must(boss, 'update.delete', { item: id, id: message })
      await mustChange(boss, 'update.restore', { item: id, id: message })
      await must(boss, 'item.join', { column: numberOf(boss, 'vote'), row, joined: true })
      const tracked = { column: numberOf(boss, 'time-tracking'), item: row }
      await must(boss, 'session.start', tracked)
      await must(boss, 'session.stop', tracked)
      const session = { person: boss.member, start: 1_000 }
      await must(boss, 'session.log', { ...tracked, start: session.start, end: 2_000 })
      await must(boss, 'session.edit', { ...tracked, session, note: 'Said' })
      await must(boss, 'session.remove', { ...tracked, session })
      const undone = await must(boss, 'item.setCells', { column: 'title', rows: [row], values: ['Undone'] })
      const undo = await must(boss, 'change.undo', { change: undone.change, at: placeOf(boss, undone) })
      await must(boss, 'change.redo', { change: undo.change, at: placeOf(boss, undo) })
      await must(boss, 'item.delete', { rows: [row] })
    },
  },
]
