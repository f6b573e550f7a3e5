import { isUuid, matchingKey, uuidV7 } from '@fulcrum/domain'
import type { ScopeReader } from '@fulcrum/domain'
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { replaceIds } from './ids-in-text.ts'
import type { ArchivePerson, ArchiveRecord } from './shape.ts'

/** What each id of an archive is here. */
export interface ArchiveNames {
  /** The id here of an id there. */
  readonly of: (id: string) => string
  /** A line with the ids that they have here. */
  readonly inLine: (text: string) => string
  /** People whom nobody here is: placeholders to be made. */
  readonly placeholders: readonly (ArchivePerson & { readonly here: string })[]
  /** Teams that are not here. */
  readonly newTeams: readonly ArchiveRecord[]
  /** Whether what the archive brings keeps its ids. */
  readonly keepsIds: boolean
}

/**
 * Tables of this database in which an id of an archive may be taken, with the column that holds it. What is written in a doc is
 * stored before the doc is, and may be there without one.
 */
const taken = [
  ['workspace', 'id'],
  ['folder', 'id'],
  ['board', 'id'],
  ['"group"', 'id'],
  ['"column"', 'id'],
  ['view', 'id'],
  ['doc', 'id'],
  ['doc_version', 'id'],
  ['doc_comment', 'id'],
  ['doc_state', 'doc'],
  ['doc_text', 'doc'],
  ['item', 'id'],
  ['"update"', 'id'],
  ['reaction', 'id'],
] as const
const idsAtOnce = 10_000

/**
 * Decides what the ids of an archive are here. People are found by e-mail, else they become placeholders under their own ids;
 * teams are found by name. All else keeps its id where none of them is taken in this account; where one is, all get others,
 * so that what belongs together stays together.
 */
export async function nameArchive(
  { pool, accountId, account }: { readonly pool: pg.Pool; readonly accountId: string; readonly account: ScopeReader },
  {
    people,
    teams,
    ids,
  }: {
    readonly people: readonly ArchivePerson[]
    readonly teams: readonly ArchiveRecord[]
    readonly ids: ReadonlySet<string>
  },
): Promise<ArchiveNames> {
  const names = new Map<string, string>()
  const placeholders = matchPeople(account, people, names)
  const newTeams = matchTeams(account, teams, names)
  const keepsIds = !(await isAnyTaken(pool, accountId, ids))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const of = (id: string): string => names.get(id) ?? (keepsIds || !ids.has(id) ? id : otherId(id, salt))
  return { of, inLine: (text) => replaceIds(text, of), placeholders, newTeams, keepsIds }
}

function matchPeople(account: ScopeReader, people: readonly ArchivePerson[], names: Map<string, string>) {
  const byEmail = new Map<string, string>()
  for (const [id, { email, removedAt }] of account.records('member')) {
    if (typeof email === 'string' && removedAt === undefined) byEmail.set(matchingKey(email), id)
  }
  const placeholders: (ArchivePerson & { readonly here: string })[] = []
  for (const person of people) {
    const same = account.record('member', person.id)
    const found = person.email === null ? undefined : byEmail.get(matchingKey(person.email))
    // Somebody without an address can only be known by the id, and by the name that stands beside it.
    const isSame =
      same !== undefined && (person.email === null ? same['name'] === person.name : same['email'] === person.email)
    const here = isSame ? person.id : (found ?? (same === undefined ? person.id : newId()))
    names.set(person.id, here)
    if (!isSame && found === undefined) placeholders.push({ ...person, here })
  }
  return placeholders
}

function matchTeams(
  account: ScopeReader,
  teams: readonly ArchiveRecord[],
  names: Map<string, string>,
): ArchiveRecord[] {
  const byName = new Map<string, string>()
  for (const [id, { name, deletedAt }] of account.records('team')) {
    if (deletedAt === undefined) byName.set(matchingKey(String(name)), id)
  }
  return teams.filter(({ id, fields }) => {
    const same = account.record('team', id)
    const found = same?.['name'] === fields['name'] ? id : byName.get(matchingKey(String(fields['name'])))
    names.set(id, found ?? (same === undefined ? id : newId()))
    return found === undefined
  })
}

async function isAnyTaken(pool: pg.Pool, accountId: string, ids: ReadonlySet<string>): Promise<boolean> {
  const all = [...ids]
  for (let from = 0; from < all.length; from += idsAtOnce) {
    const some = all.slice(from, from + idsAtOnce)
    const questions = taken.map(
      ([table, column]) => `EXISTS (SELECT FROM ${table} WHERE account = $1 AND ${column} = ANY ($2))`,
    )
    const { rows } = await pool.query<{ taken: boolean }>(`SELECT ${questions.join(' OR ')} AS taken`, [
      accountId,
      some,
    ])
    if (rows[0]?.taken === true) return true
  }
  return false
}

/** Another id that stands at the same place in time, always the same one for an id and a salt: nothing has to be remembered. */
export function otherId(id: string, salt: Uint8Array): string {
  const hash = createHash('sha256').update(salt).update(id).digest('hex')
  const other = `${id.slice(0, 13)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
  return isUuid(other) ? other : newId()
}

function newId(): string {
  return uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
}
