import type { Page } from 'playwright-core'
import { askAs, idIn, type Stage } from './stage.ts'

/** An address of what is not there, or is not for the person who comes to it. */
export interface AbsentPlace {
  readonly name: string
  /** The owner; a member, where nothing is said of rights; or somebody without an account. */
  readonly who?: 'member' | 'stranger'
  readonly at: (stage: Stage, gone: GoneThings) => string
  readonly says: string | RegExp
  /** The way on: a link or button, by its name. */
  readonly wayOn: string | null
}

/** What was made and put away, or is kept from others. */
export interface GoneThings {
  readonly trashedBoard: string
  readonly privateBoard: string
  readonly trashedDoc: string
  readonly privateDoc: string
}

const unknown = '01a21d6fa3df7e49a8878a6928310e2f'
const noBoard = /^This board does not exist, is in the trash, or you have no access to it/
const noDoc = /^This doc does not exist, is in the trash, or you have no access to it/
const home = 'Go home'

const path =
  (where: string) =>
  ({ url }: Stage): string =>
    `${url}${where}`

export const absentPlaces: readonly AbsentPlace[] = [
  { name: 'a board that never was', at: path(`/b/board_${unknown}`), says: noBoard, wayOn: home },
  {
    name: 'an address that names no board',
    at: path('/b/nonsense'),
    says: 'This address names no board.',
    wayOn: home,
  },
  { name: 'a board in the trash', at: (_, gone) => gone.trashedBoard, says: noBoard, wayOn: 'Look in the trash' },
  { name: 'a board of somebody else', who: 'member', at: (_, gone) => gone.privateBoard, says: noBoard, wayOn: home },
  { name: 'a doc that never was', at: path(`/d/doc_${unknown}`), says: noDoc, wayOn: home },
  { name: 'an address that names no doc', at: path('/d/nonsense'), says: 'This address names no doc.', wayOn: home },
  { name: 'a doc in the trash', at: (_, gone) => gone.trashedDoc, says: noDoc, wayOn: 'Look in the trash' },
  { name: 'a doc of somebody else', who: 'member', at: (_, gone) => gone.privateDoc, says: noDoc, wayOn: home },
  {
    name: 'an item that never was',
    at: ({ boards }) => `${boards['Sprints']}/i/999999`,
    says: 'There is no such item on this board.',
    wayOn: 'Close',
  },
  {
    name: 'an item of a board of somebody else',
    who: 'member',
    at: (_, gone) => `${gone.privateBoard}/i/1`,
    says: noBoard,
    wayOn: home,
  },
  {
    name: 'a key that nothing has',
    at: path('/i/NOPE-12'),
    says: /^Nothing that you may see is called NOPE-12/,
    wayOn: home,
  },
  {
    name: 'a view that is not there',
    at: ({ boards }) => `${boards['Sprints']}?view=${unknown}`,
    says: /^The view of this address is not here/,
    wayOn: null,
  },
  {
    name: 'a moment before the board',
    at: ({ boards }) => `${boards['Sprints']}?at=2001-01-01T00:00:00.000Z`,
    says: /^The board was not there yet: it begins on/,
    wayOn: null,
  },
  {
    name: 'a template that is not there',
    at: path('/templates/nonsense'),
    says: /^There is no template at this address/,
    wayOn: 'All templates',
  },
  {
    name: 'a page of the settings that is not there',
    at: path('/settings/nonsense'),
    says: 'There is no such page.',
    wayOn: 'Profile',
  },
  { name: 'a page that is not there', at: path('/nowhere'), says: 'There is nothing at this address.', wayOn: home },
  { name: 'backups', who: 'member', at: path('/settings/backups'), says: /they are for owners/, wayOn: null },
  { name: 'mail', who: 'member', at: path('/settings/mail'), says: 'How mail goes is for owners.', wayOn: null },
  {
    name: 'an invitation that is not there',
    who: 'stranger',
    at: path('/link#nonsense'),
    says: /^This link/,
    wayOn: 'Sign in instead',
  },
  {
    name: 'a public link that has ended',
    who: 'stranger',
    at: ({ links }) => links.expired,
    says: /^Ask whoever sent it/,
    wayOn: null,
  },
  {
    name: 'a public link that never was',
    who: 'stranger',
    at: path('/s/nonsense'),
    says: /^There is nothing at this address/,
    wayOn: null,
  },
  { name: 'a form that never was', who: 'stranger', at: path('/f/nonsense'), says: /form/, wayOn: null },
]

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

/** Makes what is gone, as the owner of a page does. */
export async function makeGoneThings(page: Page, { url }: Stage, beside: string): Promise<GoneThings> {
  const ask = askAs(page)
  const { workspaceId: workspace } = await ask<{ workspaceId: string }>('/api/board.get', { board: idIn(beside) })
  const make = async (kind: 'board' | 'doc', access: 'main' | 'private', isTrashed: boolean): Promise<string> => {
    const id = newId()
    await ask(`/api/${kind}.create`, { [kind]: id, workspace, name: `A ${access} ${kind}`, access })
    if (isTrashed) await ask(`/api/${kind}.delete`, { [kind]: id })
    return `${url}/${kind[0]}/${kind}_${id.replaceAll('-', '')}`
  }
  return {
    trashedBoard: await make('board', 'main', true),
    privateBoard: await make('board', 'private', false),
    trashedDoc: await make('doc', 'main', true),
    privateDoc: await make('doc', 'private', false),
  }
}
