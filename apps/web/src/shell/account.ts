import { LABEL_COLOURS, appHref, colourOf, type LabelColour } from '@fulcrum/ui'
import { picturePath, type TreePlaces } from '@fulcrum/protocol'
import { accountRoles, sameJson } from '@fulcrum/domain'
import type { AccountRole, Fields, Json, ScopeReader } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { readWorkHours, sayWorkHours, type WorkHours } from './work-hours.ts'

/** A member as the app shows one. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: AccountRole
  readonly colour: LabelColour
  /** Stands for somebody an import named: cannot sign in. */
  readonly placeholder: boolean
  readonly removed: boolean
  readonly timeZone: string | null
  /** No person: programs act as it. */
  readonly service: boolean
  readonly site: string | null
  readonly workHours: WorkHours | null
  /** Where their picture is; they have none without it. */
  readonly imageUrl?: string
  /** Where and when they work, where that is known. */
  readonly about?: string
}

export interface Team {
  readonly id: string
  readonly name: string
  readonly memberIds: readonly string[]
}

export interface Workspace {
  readonly id: string
  readonly name: string
  readonly colour: LabelColour
  readonly rank: string
  readonly demo: boolean
}

/** A workspace in the trash. */
export interface GoneWorkspace {
  readonly id: string
  readonly name: string
  /** Since when, in ms UTC. */
  readonly deletedAt: number
}

export interface Folder {
  readonly id: string
  readonly workspaceId: string
  readonly name: string
  readonly rank: string
}

/** What the account scope says, for drawing. Each part keeps its identity while nothing in it changes. */
export interface AccountView {
  readonly id: string
  readonly name: string
  readonly locale: string
  readonly timeZone: string
  readonly weekStart: number
  /** The account's day; null until it is known. */
  readonly day: number | null
  /** Everybody, placeholders and removed ones among them, by name. */
  readonly members: readonly Member[]
  readonly teams: readonly Team[]
  /** In their order; those in the trash are left out. */
  readonly workspaces: readonly Workspace[]
  readonly folders: readonly Folder[]
  /** Those in the trash, the latest first. */
  readonly goneWorkspaces: readonly GoneWorkspace[]
}

/** Reads the account from its scope; parts that are equal to those of `before` are those of `before`. */
export function readAccount(reader: ScopeReader, id: string, before?: AccountView): AccountView {
  const account = reader.record('account', id) ?? {}
  const next: AccountView = {
    id,
    name: text(account['name']),
    locale: text(account['locale']) || 'en',
    timeZone: text(account['timeZone']) || 'UTC',
    weekStart: typeof account['weekStart'] === 'number' ? account['weekStart'] : 1,
    day: typeof account['day'] === 'number' ? account['day'] : null,
    members: keep(before?.members, list(reader, 'member', toMember, false).sort(byName)),
    teams: keep(before?.teams, list(reader, 'team', toTeam).sort(byName)),
    workspaces: keep(before?.workspaces, list(reader, 'workspace', toWorkspace).sort(byRank)),
    folders: keep(before?.folders, list(reader, 'folder', toFolder).sort(byRank)),
    goneWorkspaces: keep(before?.goneWorkspaces, goneWorkspaces(reader)),
  }
  return before !== undefined && sameParts(before, next) ? before : next
}

/** The account of somebody who is told of places by the tree alone. */
export function withPlaces(account: AccountView, { workspaces, folders }: TreePlaces): AccountView {
  return {
    ...account,
    workspaces: workspaces
      .map((each) => ({ ...each, colour: toColour(each.colour ?? undefined, each.id) }))
      .sort(byRank),
    folders: [...folders].sort(byRank),
  }
}

/** Orders things by their fractional rank, then by id: byte by byte, never by locale. */
export function byRank(left: { readonly rank: string; readonly id: string }, right: typeof left): number {
  if (left.rank !== right.rank) return left.rank < right.rank ? -1 : 1
  return left.id < right.id ? -1 : 1
}

function list<T>(reader: ScopeReader, table: string, read: (id: string, fields: Fields) => T, liveOnly = true): T[] {
  const found: T[] = []
  for (const [id, fields] of reader.records(table)) {
    if (!liveOnly || fields['deletedAt'] === undefined) found.push(read(id, fields))
  }
  return found
}

function toMember(id: string, fields: Fields): Member {
  const role = accountRoles.find((known) => known === fields['role']) ?? 'guest'
  const site = text(fields['site']) || null
  const workHours = readWorkHours(fields['workHours'])
  const about = [site, workHours && sayWorkHours(workHours)].filter((part) => part !== null).join(' · ')
  return {
    id,
    name: text(fields['name']) || t('Somebody'),
    email: typeof fields['email'] === 'string' ? fields['email'] : null,
    role,
    colour: toColour(fields['colour'], id),
    placeholder: fields['placeholder'] === true,
    removed: fields['removedAt'] !== undefined,
    timeZone: typeof fields['timeZone'] === 'string' ? fields['timeZone'] : null,
    service: fields['service'] === true,
    site,
    workHours,
    ...(typeof fields['picture'] === 'string' && { imageUrl: appHref(picturePath(fields['picture'])) }),
    ...(about !== '' && { about }),
  }
}

function toTeam(id: string, fields: Fields): Team {
  const ids = fields['memberIds']
  return { id, name: text(fields['name']), memberIds: Array.isArray(ids) ? ids.map(text) : [] }
}

function toWorkspace(id: string, fields: Fields): Workspace {
  const demo = fields['demo'] === true
  return { id, name: text(fields['name']), colour: toColour(fields['colour'], id), rank: text(fields['rank']), demo }
}

/** Whose name is gone, too, is gone for good. */
function goneWorkspaces(reader: ScopeReader): GoneWorkspace[] {
  const found: GoneWorkspace[] = []
  for (const [id, { name, deletedAt }] of reader.records('workspace')) {
    if (typeof name === 'string' && typeof deletedAt === 'number') found.push({ id, name, deletedAt })
  }
  return found.sort((left, right) => right.deletedAt - left.deletedAt)
}

function toFolder(id: string, fields: Fields): Folder {
  return { id, workspaceId: text(fields['workspaceId']), name: text(fields['name']), rank: text(fields['rank']) }
}

function toColour(value: Json | undefined, id: string): LabelColour {
  return LABEL_COLOURS.find((known) => known === value) ?? colourOf(id)
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

function byName(left: { readonly name: string; readonly id: string }, right: typeof left): number {
  return left.name.localeCompare(right.name) || (left.id < right.id ? -1 : 1)
}

function keep<T extends readonly object[]>(before: T | undefined, next: T): T {
  // @NOTE the views above hold nothing that JSON does not.
  return before !== undefined && sameJson(before as unknown as Json, next as unknown as Json) ? before : next
}

function sameParts(left: AccountView, right: AccountView): boolean {
  return (Object.keys(left) as (keyof AccountView)[]).every((part) => left[part] === right[part])
}
