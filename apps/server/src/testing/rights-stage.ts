import { must, scopeOf } from '@fulcrum/domain'
import type { AccountRole, MemberId, Scope } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { SyncNode } from '../node.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

/** Everybody who differs in what they may do, with the role in the account and on the stage's private boards. */
export const cast = {
  accountOwner: { role: 'owner', board: null },
  admin: { role: 'admin', board: null },
  boardOwner: { role: 'member', board: 'owner' },
  editor: { role: 'member', board: 'editor' },
  commenter: { role: 'member', board: 'commenter' },
  reader: { role: 'member', board: 'viewer' },
  stranger: { role: 'member', board: null },
  capped: { role: 'viewer', board: 'owner' },
  guest: { role: 'guest', board: 'owner' },
  removed: { role: 'member', board: 'owner' },
} as const satisfies Record<string, { role: AccountRole; board: string | null }>

export type Person = keyof typeof cast

export const people = Object.keys(cast) as Person[]

/** A private board with one of everything. */
export interface StageBoard {
  readonly board: string
  readonly scope: Scope
  readonly group: { readonly id: string; readonly number: number }
  readonly column: { readonly id: string; readonly number: number }
  readonly view: string
  readonly item: string
}

/** An account with the whole cast, to ask commands and queries on. */
export interface Stage {
  readonly node: SyncNode
  readonly accountId: string
  readonly workspace: string
  readonly folder: string
  readonly team: string
  /** The board that all questions about boards are asked of. */
  readonly main: StageBoard
  readonly id: (person: Person) => MemberId
  as(person: Person, command: string, args: object): Promise<Answer>
  /** Runs what must succeed. */
  did(person: Person, command: string, args: object): Promise<Extract<Answer, { ok: true }>>
  /** Another board of `owner`, with the cast on it where that is `boardOwner`. */
  board(owner?: Person): Promise<StageBoard>
  /** A message on the main board's item. */
  update(author: Person): Promise<string>
  /** A member who plays no part otherwise. */
  extra(role: AccountRole): Promise<MemberId>
  /** What a scope's version is. */
  version(scope: Scope): Promise<number>
}

/** Sets the stage. */
export async function setStage(world: World): Promise<Stage> {
  const node = await world.node()
  const ids = new Map<Person, MemberId>()
  for (const person of people) ids.set(person, await world.member(node, cast[person].role, person))
  const id = (person: Person) => must(ids.get(person))
  const as = (person: Person, command: string, args: object) =>
    node.executor.run({ principal: () => node.hub.principal(id(person)) }, command, 1, args)
  const did = async (person: Person, command: string, args: object) => {
    const answer = await as(person, command, args)
    if (!answer.ok) throw new Error(`${person} ${command}: ${answer.message}`)
    return answer
  }
  const [workspace, folder, team] = [newId(), newId(), newId()]
  await did('accountOwner', 'workspace.create', { id: workspace, name: 'Workspace' })
  await did('accountOwner', 'folder.create', { id: folder, workspace, name: 'Folder' })
  await did('accountOwner', 'team.create', { id: team, name: 'Team', members: [] })

  async function board(owner: Person = 'boardOwner'): Promise<StageBoard> {
    const [id_, group, column, view, item] = [newId(), newId(), newId(), newId(), newId()]
    await did(owner, 'board.create', { board: id_, workspace, name: 'Board', access: 'private' })
    const on = { board: id_ }
    const made = await did(owner, 'group.create', { ...on, id: group, title: 'Group' })
    const filled = await did(owner, 'column.create', { ...on, id: column, kind: 'text', title: 'Text' })
    await did(owner, 'view.create', { ...on, id: view, name: 'View', kind: 'table', mine: false, spec: {} })
    const number = numberOf(made)
    await did(owner, 'item.create', { ...on, id: item, title: 'Item', group: number })
    for (const person of owner === 'boardOwner' ? people : []) {
      const { board: role } = cast[person]
      const args = { ...on, id: id(person), subject: 'member', role }
      if (role !== null && person !== owner) await did(owner, 'board.setMember', args)
    }
    return {
      board: id_,
      scope: scopeOf('board', id_),
      group: { id: group, number },
      column: { id: column, number: numberOf(filled) },
      view,
      item,
    }
  }

  const main = await board()
  await did('accountOwner', 'member.remove', { id: id('removed') })
  return {
    node,
    accountId: world.accountId,
    workspace,
    folder,
    team,
    main,
    id,
    as,
    did,
    board,
    async update(author) {
      const update = newId()
      await did(author, 'update.post', { board: main.board, item: main.item, id: update, body: 'Hello' })
      return update
    },
    extra: (role) => world.member(node, role),
    version: async (scope) => (await node.store.get(scope)).state.version,
  }
}

function numberOf({ result }: Extract<Answer, { ok: true }>): number {
  // @NOTE groups and columns answer with their number.
  return (result as { number: number }).number
}
