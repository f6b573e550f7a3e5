import * as z from 'zod/mini'
import { boardAccess } from '../board/access.ts'
import { DomainError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Principal } from '../principal.ts'
import type { Fields } from '../record.ts'
import { can } from '../rights/can.ts'
import type { BoardResource } from '../rights/can.ts'
import type { ScopeReader } from '../state.ts'

/** After how many days a new link ends. */
const linkDays = z.union([z.int().check(z.gte(1), z.lte(3_650)), z.literal('never')])

/** What a workspace and a board each can say; a board that says nothing of its own has what its workspace says. */
const common = {
  /** Whether guests can be let onto a board. */
  guests: z.boolean(),
  /** Whether boards are shown by public links. */
  links: z.boolean(),
  linkDays,
}

/** The rules of a board. */
export interface BoardRules {
  readonly guests: boolean
  readonly links: boolean
  readonly linkDays: number | 'never'
}

/** The rules of a workspace: what its boards have that say nothing of their own, and how new ones begin. */
export interface WorkspaceRules extends BoardRules {
  /** Who makes boards: everybody who can in the account, or its owners and admins. */
  readonly makers: 'members' | 'managers'
  /** Whom a new board is for. */
  readonly access: z.infer<typeof boardAccess>
}

/** How a workspace begins. */
export const openRules: WorkspaceRules = { makers: 'members', access: 'main', guests: true, links: true, linkDays: 30 }

/** The rules of a workspace, as arguments. */
export const workspaceRulesArg = z.strictObject({
  makers: z.optional(z.enum(['members', 'managers'])),
  access: z.optional(boardAccess),
  guests: z.optional(common.guests),
  links: z.optional(common.links),
  linkDays: z.optional(common.linkDays),
})

/** The rules of a board, as arguments: null is what the workspace says. */
export const boardRulesArg = z.strictObject({
  guests: z.optional(z.nullable(common.guests)),
  links: z.optional(z.nullable(common.links)),
  linkDays: z.optional(z.nullable(common.linkDays)),
})

/** The rules of a workspace, by its record. */
export function workspaceRules(workspace: Fields | undefined): WorkspaceRules {
  const rules = { ...openRules, ...storedRules<WorkspaceRules>(workspace) }
  // Nobody could be let onto a board that begins for guests.
  return rules.access === 'shareable' && !rules.guests ? { ...rules, access: 'private' } : rules
}

/** What a board says of its own. */
export function ownRules(board: Fields): Partial<BoardRules> {
  return storedRules<BoardRules>(board)
}

/** The rules of a board: what it says of its own, and else what its workspace says. */
export function boardRules(board: Fields, workspace: Fields | undefined): BoardRules {
  const { guests, links, linkDays } = workspaceRules(workspace)
  return { guests, links, linkDays, ...ownRules(board) }
}

function storedRules<Rules>(record: Fields | undefined): Partial<Rules> {
  // @NOTE the command that set them checked them, and stored no null.
  return (record?.['rules'] ?? {}) as Partial<Rules>
}

/** Stored rules with some of them changed; null where none is left. */
export function withRules(stored: Json | undefined, changed: object): Json {
  // @NOTE rules are JSON, and were checked when they were stored.
  const all = Object.entries({ ...(stored as object | null | undefined), ...changed })
  const kept = all.filter(([, value]) => value !== null && value !== undefined)
  return kept.length === 0 ? null : (Object.fromEntries(kept) as Json)
}

/** Refuses to make a board in a workspace where others do, or to bring one there. */
export function refuseMaker(account: ScopeReader, workspaceId: string, principal: Principal): void {
  const { makers } = workspaceRules(account.record('workspace', workspaceId))
  if (can(principal, 'board.create', { makers })) return
  throw new DomainError('forbidden', 'In this workspace, owners and admins make the boards. Ask one of them.', {
    id: workspaceId,
  })
}

/** What is said where a board does not let guests in. */
export const noGuestsHere = 'Guests are not allowed on this board. Its owners allow them in its Share window.'

/** Refuses guests on a board whose rules, or those of its workspace, do not let them in. */
export function refuseGuests(account: ScopeReader, board: Fields, sentence = noGuestsHere): void {
  if (boardRules(board, account.record('workspace', String(board['workspaceId']))).guests) return
  throw new DomainError('conflict', sentence, {})
}

/** Refuses to take a board to a workspace whose rules open what those that it has now keep shut, but to who could open it here. */
export function refuseOpening(
  account: ScopeReader,
  board: BoardResource,
  { workspace, principal }: { readonly workspace: string; readonly principal: Principal },
): void {
  const now = boardRules(board.board, account.record('workspace', String(board.board['workspaceId'])))
  const next = boardRules(board.board, account.record('workspace', workspace))
  const opens = (next.guests && !now.guests) || (next.links && !now.links)
  if (!opens || can(principal, 'board.manage', board)) return
  throw new DomainError(
    'forbidden',
    'There, other rules hold for guests and links: only an owner of the board moves it.',
    { id: workspace },
  )
}
