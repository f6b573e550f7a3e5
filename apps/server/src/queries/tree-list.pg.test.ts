import { accountRoles, boardRoles, boardSight, can, must, scopeOf } from '@fulcrum/domain'
import type { BoardResource, BoardState, MemberId } from '@fulcrum/domain'
import type { TreeBoard, TreePlaces } from '@fulcrum/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SyncNode } from '../node.ts'
import { testDatabase } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { makeWorld, newId } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { treeList } from './tree-list.ts'

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

/** The same pseudo-random numbers in every run. */
function seeded(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    chance: (share: number) => next() < share,
    pick: <T>(list: readonly T[]): T => must(list[Math.floor(next() * list.length)]),
  }
}

async function run(member: MemberId, command: string, args: object): Promise<void> {
  const answer = await node.executor.run({ principal: () => node.hub.principal(member) }, command, 1, args)
  if (!answer.ok) throw new Error(`${command}: ${answer.message}`)
}

async function listed(member: MemberId, deleted: boolean): Promise<TreeBoard[]> {
  const principal = must(node.hub.principal(member))
  // @NOTE the query's own answer.
  const { boards } = (await treeList.answer({ hub: node.hub, principal }, { deleted })) as { boards: TreeBoard[] }
  return boards.sort((left, right) => (left.id < right.id ? -1 : 1))
}

test('the list that SQL makes has the boards that `can` and the board itself open to each person, and no others', async () => {
  const random = seeded(7)
  const members: MemberId[] = []
  for (const role of accountRoles) for (let n = 0; n < 3; n++) members.push(await world.member(node, role))
  const makers = members.slice(0, 9)
  const teams = [newId(), newId(), newId()]
  for (const id of teams) {
    const args = { id, name: 'Team', members: members.filter(() => random.chance(0.3)) }
    await run(must(members[0]), 'team.create', args)
  }
  await run(must(members[0]), 'team.update', { id: teams[2], deleted: true })
  const workspace = newId()
  await run(must(members[0]), 'workspace.create', { id: workspace, name: 'Workspace' })

  const boards: { id: string; resource: BoardResource; deleted: boolean }[] = []
  for (let n = 0; n < 40; n++) {
    const [maker, id, hidden] = [random.pick(makers), newId(), random.chance(0.15)]
    const access = random.pick(['main', 'private', 'shareable'])
    await run(maker, 'board.create', { board: id, workspace, name: `Board ${n}`, access, hidden })
    const grants = [{ id: maker as string, subject: 'member', role: 'owner' }]
    for (const subject of [...members, ...teams]) {
      if (subject === maker || !random.chance(0.2)) continue
      const grant = {
        id: subject,
        subject: teams.includes(subject) ? 'team' : 'member',
        role: random.pick(boardRoles),
      }
      await run(maker, 'board.setMember', { board: id, ...grant })
      grants.push(grant)
    }
    const deleted = random.chance(0.15)
    if (deleted) await run(maker, 'board.delete', { board: id })
    const board = { name: `Board ${n}`, access, createdBy: maker, ...(hidden && { hidden }) }
    boards.push({ id, resource: { board, members: grants }, deleted })
  }

  let seen = 0
  const adding = { may: 0, mayNot: 0 }
  for (const member of members) {
    const principal = must(node.hub.principal(member))
    for (const deleted of [false, true]) {
      const expected = boards
        .filter((each) => each.deleted === deleted && can(principal, 'board.read', each.resource))
        .map(({ id }) => id)
        .sort()
      const list = await listed(member, deleted)
      expect(list.map(({ id }) => id)).toEqual(expected)
      for (const { id, mayAdd } of list) {
        const { resource } = must(boards.find((each) => each.id === id))
        expect(mayAdd, id).toBe(can(principal, 'item.create', { ...resource, id }))
        adding[mayAdd ? 'may' : 'mayNot'] += 1
      }
      seen += expected.length
      if (deleted) continue
      // What the sync of a board decides, from its own memory, is the same.
      for (const { id } of boards) {
        const { state } = await node.store.get(scopeOf('board', id))
        // @NOTE the scope's kind says that its state is a board's.
        expect(boardSight(principal, state as BoardState) !== null, id).toBe(expected.includes(id))
      }
    }
  }
  expect(adding.may).toBeGreaterThan(members.length)
  expect(adding.mayNot).toBeGreaterThan(members.length)
  expect(seen).toBeGreaterThan(members.length * 5)
  expect(seen).toBeLessThan(members.length * 35)
})

test('a guest is told where the boards and docs stand that they see, and of no other workspace or folder', async () => {
  const [owner, guest] = [await world.member(node, 'owner'), await world.member(node, 'guest')]
  const [open, closed, forDocs] = [newId(), newId(), newId()]
  const [folder, otherFolder] = [newId(), newId()]
  for (const [id, name] of [
    [open, 'Customers'],
    [closed, 'Takeover of a rival'],
    [forDocs, 'Handbook'],
  ]) {
    await run(owner, 'workspace.create', { id, name })
  }
  await run(owner, 'folder.create', { id: folder, workspace: open, name: 'Pilots' })
  await run(owner, 'folder.create', { id: otherFolder, workspace: open, name: 'Lost ones' })
  const [board, kept, doc] = [newId(), newId(), newId()]
  await run(owner, 'board.create', { board, workspace: open, folder, name: 'Pilot', access: 'shareable' })
  await run(owner, 'board.create', { board: kept, workspace: closed, name: 'Plan', access: 'main' })
  await run(owner, 'doc.create', { doc, workspace: forDocs, name: 'Rules', access: 'shareable' })

  const placesFor = async (member: MemberId): Promise<string[]> => {
    const principal = must(node.hub.principal(member))
    // @NOTE the query's own answer.
    const { workspaces, folders } = (await treeList.answer({ hub: node.hub, principal }, {})) as TreePlaces
    return [...workspaces, ...folders].map(({ name }) => name).sort()
  }
  expect(await placesFor(guest)).toEqual([])
  await run(owner, 'board.setMember', { board, id: guest, subject: 'member', role: 'viewer' })
  expect(await placesFor(guest)).toEqual(['Customers', 'Pilots'])
  await run(owner, 'doc.setMember', { doc, id: guest, subject: 'member', role: 'viewer' })
  expect(await placesFor(guest)).toEqual(['Customers', 'Handbook', 'Pilots'])
  expect(await placesFor(owner)).toEqual(expect.arrayContaining(['Customers', 'Pilots', 'Takeover of a rival']))
})
