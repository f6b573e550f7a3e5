import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { must, rowOfKey, scopeOf } from '@fulcrum/domain'
import type { BoardState, Id, MemberId } from '@fulcrum/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../../apps/server/src/node.ts'
import { filesFolder, importFileAs } from '../../apps/server/src/testing/import-bench.ts'
import { testDatabase } from '../../apps/server/src/testing/postgres.ts'
import type { TestDatabase } from '../../apps/server/src/testing/postgres.ts'
import { makeWorld, newId } from '../../apps/server/src/testing/world.ts'
import type { World } from '../../apps/server/src/testing/world.ts'
import { differencesOf } from './compare.ts'
import { madeIssues } from './made-issues.ts'
import { readRawIssues, type RawIssue } from './raw-issue.ts'
import { repositoryOf, restPages } from './rest-issue.ts'

let database: TestDatabase
let world: World
let node: SyncNode
let owner: MemberId
let workspace: Id<'workspace'>
const files = filesFolder()

beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database)
  node = await world.node()
  owner = await world.member(node, 'owner', 'Olga Owner')
  workspace = newId() as Id<'workspace'>
  await world.asSystem(node, 'workspace.create', { id: workspace, name: 'Work' })
})

afterAll(async () => {
  files.remove()
  await world.stop()
  await database.drop()
})

/** The set where it lies beside the checkout, else issues that are made as it has them. */
async function issuesOfSet(): Promise<readonly RawIssue[]> {
  const set = fileURLToPath(new URL('../../../shared/data/github-triage/issues.train.jsonl.gz', import.meta.url))
  if (!existsSync(set)) return madeIssues(400)
  const issues: RawIssue[] = []
  for await (const issue of readRawIssues(set)) issues.push(issue)
  return issues
}

function nameOf(id: string): string {
  const account = must(node.store.peek(scopeOf('account', world.accountId))).state
  return String(account.record('member', id)?.['name'])
}

async function taken(issues: readonly RawIssue[], name: string) {
  const text = [...restPages(issues, 100)].map((page) => JSON.stringify(page)).join('\n')
  const file = files.write(`${name}.json`, text)
  const report = await importFileAs(node, owner, file, { target: { workspace, name } })
  const board = (await node.store.get(scopeOf('board', report.board))).state as BoardState
  return { file, report, board }
}

test('issues of the set arrive as the API has them, every value, and again without twins', async () => {
  for (const [name, issues] of [
    ['Set', await issuesOfSet()],
    ['Made', madeIssues(60)],
  ] as const) {
    const { file, report, board } = await taken(issues, name)
    expect(report.items).toEqual({ created: issues.length, updated: 0, unchanged: 0 })
    expect(report.history).toBe(issues.filter(({ closed }) => closed !== null).length)
    const { checked, differences } = differencesOf(board, issues, nameOf)
    expect(differences).toEqual([])
    expect(checked).toBe(issues.length * 8)
    const first = must(issues[0])
    expect(rowOfKey(board, `${repositoryOf(first)}#${first.number}`)).toBe(0)
    const again = await importFileAs(node, owner, file, { target: { board: report.board as Id<'board'> } })
    expect(again).toMatchObject({ items: { created: 0, updated: 0 }, links: 0, history: 0, columns: 0 })
  }
}, 180_000)
