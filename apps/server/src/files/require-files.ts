import {
  BoardState,
  DomainError,
  boardResource,
  can,
  limitsOfAsk,
  scopeOf,
  trashDays,
  wrongFile,
} from '@fulcrum/domain'
import type { FileLimits, HeldFile, Patch, Principal, ScopeState } from '@fulcrum/domain'
import type pg from 'pg'
import { withRetry } from '../database/pool.ts'
import { heldFiles } from '../storage/held-files.ts'
import { filesOfUpdate, filesOfUpdates } from '../storage/update-files.ts'
import { filesOf, messagesWith, placesOf, sentBy } from './file-rows.ts'
import { readableHashes, readableInMessages } from './may-read.ts'
import type { GetBoard } from './may-read.ts'

const dayMs = 24 * 60 * 60 * 1_000

export type MemberPrincipal = Extract<Principal, { kind: 'member' }>

/** What a command is about to write to one scope. */
interface FileWrite {
  readonly state: ScopeState
  readonly patches: readonly Patch[]
}

interface FileAsker {
  readonly pool: pg.Pool
  readonly accountId: string
  readonly principal: Principal
  /** The same person with what they watch. */
  readonly knowing: (principal: MemberPrincipal) => Promise<MemberPrincipal>
  readonly getBoard: GetBoard
  readonly now: number
  /** What is written stood in cells before: what columns take by now is not asked. */
  readonly standing?: boolean
}

/**
 * Refuses to put a file into a cell or a message that is not in the store, that is said to be another than it is, or that the
 * principal does not have: they have sent it, or may read a cell or a message that holds it or held it lately. Whoever only knows
 * a hash gets nothing by it. Nor may it be one that the column does not take. A file that stands there already is nobody's question. Asked for every command, whichever way it came.
 */
export async function requireFiles(writes: readonly FileWrite[], asker: FileAsker): Promise<void> {
  const { pool, accountId, principal, standing = false } = asker
  const fresh = writes.flatMap(freshFiles)
  if (fresh.length === 0) return
  const hashes = [...new Set(fresh.map(({ hash }) => hash))]
  const known = await withRetry(pool, () => filesOf(pool, accountId, hashes))
  const own = principal.kind === 'member' ? await ownHashes(hashes, { ...asker, principal }) : null
  for (const { hash, sizeBytes, type, name, limits } of fresh) {
    const file = known.get(hash)
    if (file === undefined || own?.has(hash) === false) throw unknown(name)
    if (file.sizeBytes !== sizeBytes || file.type !== type) {
      throw new DomainError(
        'invalid',
        `"${name}" is not what it is said to be: give its size and type as the upload answered.`,
        {
          reason: 'file-differs',
        },
      )
    }
    if (standing) continue
    // What it is by now is known for sure.
    const wrong = wrongFile({ name, type, sizeBytes }, limits)
    if (wrong !== null) throw new DomainError('invalid', wrong, { reason: 'file-refused' })
  }
}

/** A file that is to be put somewhere, and what is taken there. */
interface FreshFile extends HeldFile {
  readonly limits: FileLimits
}

/** Those of the files that a member has: by having sent them, or by a cell. */
async function ownHashes(
  hashes: readonly string[],
  { pool, accountId, principal, knowing, getBoard, now }: FileAsker & { readonly principal: MemberPrincipal },
): Promise<ReadonlySet<string>> {
  const sent = await sentHashes(principal, hashes, { pool, accountId, getBoard })
  const asked = hashes.filter((hash) => !sent.has(hash))
  if (asked.length === 0) return sent
  const since = now - trashDays * dayMs
  const places = await withRetry(pool, () => placesOf(pool, accountId, asked, since))
  const messages = await withRetry(pool, () => messagesWith(pool, accountId, asked, since))
  const reader = await knowing(principal)
  const inCells = await readableHashes(reader, places, getBoard)
  return new Set([...sent, ...inCells, ...(await readableInMessages(reader, messages, getBoard))])
}

/** What a member has sent; for a token of some boards, what was sent to one of these. */
async function sentHashes(
  principal: MemberPrincipal,
  hashes: readonly string[],
  { pool, accountId, getBoard }: Pick<FileAsker, 'pool' | 'accountId' | 'getBoard'>,
): Promise<ReadonlySet<string>> {
  const sent = await withRetry(pool, () => sentBy(pool, accountId, principal.memberId, { hashes }))
  const own = new Set<string>()
  for (const [hash, board] of sent) {
    if (!principal.limits?.places || (board !== null && (await isOneOf(principal, board, getBoard)))) own.add(hash)
  }
  return own
}

async function isOneOf(principal: MemberPrincipal, boardId: string, getBoard: GetBoard): Promise<boolean> {
  const { state } = await getBoard(scopeOf('board', boardId))
  return state instanceof BoardState && can(principal, 'board.read', boardResource(state, boardId))
}

/** The files of a write that do not stand in their cells or messages yet. */
function freshFiles({ state, patches }: FileWrite): readonly FreshFile[] {
  if (!(state instanceof BoardState)) {
    return filesOfUpdates(state.scope, patches).flatMap(({ update, files }) =>
      notAmong(files, filesOfUpdate(state, update)).map((file) => ({ ...file, limits: {} })),
    )
  }
  return heldFiles(state, patches).flatMap(({ column, rows }) => {
    const asked = state.columnWith(column, patches)
    const limits = asked ? limitsOfAsk(asked.kind.asks?.(asked.settings)) : {}
    return [...rows].flatMap(([row, files]) => {
      const value = state.cell(row, column)
      const before = value === null ? [] : (state.column(column)?.kind.files?.(value) ?? [])
      return notAmong(files, before).map((file) => ({ ...file, limits }))
    })
  })
}

function notAmong(files: readonly HeldFile[], before: readonly HeldFile[]): readonly HeldFile[] {
  return files.filter(
    (file) =>
      !before.some(
        ({ hash, sizeBytes, type }) => hash === file.hash && sizeBytes === file.sizeBytes && type === file.type,
      ),
  )
}

/** One answer for what is not there and what is not theirs. */
function unknown(name: string): DomainError {
  return new DomainError('invalid', `The file "${name}" is not here, or you have no access to it: attach it again.`, {
    reason: 'no-file',
  })
}
