import { demoSource, scopeOf, uuidV7 } from '@fulcrum/domain'
import type { BoardState, Principal } from '@fulcrum/domain'
import type { ImportPerson } from '@fulcrum/integration-kit'
import type { Log } from '../database/database.ts'
import { documentSource } from '../imports/document-source.ts'
import { runImport } from '../imports/engine/run-import.ts'
import { planFields } from '../imports/mapping.ts'
import type { SyncNode } from '../node.ts'
import { Executor } from '../scopes/executor.ts'
import { accountState } from '../scopes/principals.ts'
import { boards } from './boards.ts'
import { calendarAt, dayMs } from './calendar.ts'
import { team } from './data/team.ts'
import { dice } from './dice.ts'
import { demoDocument } from './document.ts'
import type { DemoBoard } from './document.ts'
import type { DemoWorld } from './story.ts'
import { columnsOf } from './views.ts'

const system: Principal = { kind: 'system', memberId: null }
const workspaceName = 'Tidewater (sample)'
/** The boards are made this long ago: what happened on them since is newer. */
const ageDays = 71

export interface DemoPorts {
  readonly log: Log
  readonly now: number
}

/** At the start of a server with `--demo`: makes the sample once; where somebody removed it, it stays removed. */
export async function seedDemo(node: SyncNode, ports: DemoPorts): Promise<void> {
  const account = await accountState(node.store)
  for (const [, { demo }] of account.records('workspace')) if (demo === true) return
  await makeDemo(node, ports)
}

/** Makes the sample workspace: the boards of a made-up team with ten weeks behind them. Where that fails, nothing of it is left. */
export async function makeDemo(node: SyncNode, { log, now }: DemoPorts): Promise<void> {
  const startedAt = performance.now()
  // The past has a clock of its own, so that what happened since comes after it in every history.
  const past = new Executor(node.store, log, () => now - ageDays * dayMs)
  const workspace = newId(now)
  await run(past, 'workspace.create', { id: workspace, name: workspaceName, colour: 'violet', demo: true })
  try {
    const items = await fill(node, past, { workspace, now })
    log.info({ items, ms: Math.round(performance.now() - startedAt) }, 'made the sample workspace')
  } catch (error) {
    await run(node.executor, 'workspace.delete', { id: workspace, deleted: true })
    throw error
  }
}

/** Brings people and boards into the workspace, and says how many items these have. */
async function fill(
  node: SyncNode,
  past: Executor,
  { workspace, now }: { readonly workspace: string; readonly now: number },
): Promise<number> {
  const members = new Map(team.map(({ key }) => [key, newId(now)]))
  await run(past, 'member.addPlaceholders', {
    people: team.map(({ key, name, email, colour }) => ({
      id: members.get(key),
      name,
      email,
      colour,
      source: demoSource(workspace),
    })),
  })
  const calendar = calendarAt(now)
  const people: ImportPerson[] = team.map(({ key, name, email }) => ({ key, name, email }))
  let items = 0
  for (const [index, make] of boards.entries()) {
    const world: DemoWorld = { now, dice: dice(20_240 + index), members }
    const board = make(world, calendar)
    const document = demoDocument(board, people)
    const report = await runImport({
      node: { store: node.store, executor: past },
      kinds: node.store.kinds,
      importer: { memberId: null, principal: () => system },
      target: { workspace: workspace as never, name: board.name },
      plans: planFields(document.fields, [], node.store.kinds),
      source: documentSource('demo', document),
      reading: { timeZone: 'UTC', dayFirst: true },
      historyCause: { kind: 'person' },
      isCancelled: () => false,
      onProgress: () => {},
    })
    items += report.items.created
    await saveViews(node, past, report.board, board)
  }
  return items
}

async function saveViews(node: SyncNode, executor: Executor, board: string, { views }: DemoBoard): Promise<void> {
  // @NOTE the scope's kind says that its state is a board's.
  const state = (await node.store.get(scopeOf('board', board))).state as BoardState
  for (const { name, kind = 'table', spec } of views) {
    const args = { board, id: newId(Date.now()), name, kind, mine: false, spec: spec(columnsOf(state)) }
    await run(executor, 'view.create', args)
  }
}

async function run(executor: Executor, command: string, args: object): Promise<void> {
  const answer = await executor.run({ principal: () => system }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

function newId(now: number): string {
  return uuidV7(now, (bytes) => crypto.getRandomValues(bytes))
}
