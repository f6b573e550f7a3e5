import { BoardState, DomainError, boardResource, can, scopeOf, trashDays } from '@fulcrum/domain'
import type { HeldFile, Patch, Principal, ScopeState } from '@fulcrum/domain'
import type pg from 'pg'
import { withRetry } from '../database/pool.ts'
import { heldFiles } from '../storage/held-files.ts'
import { filesOf, placesOf, sentBy } from './file-rows.ts'
import { readableHashes } from './may-read.ts'
import type { GetBoard } from './may-read.ts'

const dayMs = 24 * 60 * 60 * 1_000

type MemberPrincipal = Extract<Principal, { kind: 'member' }>

/** What a command is about to write to one scope. */
interface FileWrite {
  readonly state: ScopeState
  readonly patches: readonly Patch[]
}

interface FileAsker {
  readonly pool: pg.Pool
  readonly accountId: string
  readonly principal: Principal
  readonly getBoard: GetBoard
  readonly now: number
}

/**
 * Refuses to put a file into a cell that is not in the store, that is said to be another than it is, or that the principal does not
 * have: they have sent it, or may read a cell that holds it or held it lately. Whoever only knows a hash gets nothing by it. A
 * file that stands in the cell already is nobody's question. Asked for every command, whichever way it came.
 */
export async function requireFiles(writes: readonly FileWrite[], asker: FileAsker): Promise<void> {
  const { pool, accountId, principal } = asker
  const fresh = writes.flatMap(freshFiles)
  if (fresh.length === 0) return
  const hashes = [...new Set(fresh.map(({ hash }) => hash))]
  const known = await withRetry(pool, () => filesOf(pool, accountId, hashes))
  const own = principal.kind === 'member' ? await ownHashes(hashes, { ...asker, principal }) : null
  for (const { hash, sizeBytes, type, name } of fresh) {
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
  }
}

/** Those of the files that a member has: by having sent them, or by a cell. */
async function ownHashes(
  hashes: readonly string[],
  { pool, accountId, principal, getBoard, now }: FileAsker & { readonly principal: MemberPrincipal },
): Promise<ReadonlySet<string>> {
  const sent = await sentHashes(principal, hashes, { pool, accountId, getBoard })
  const asked = hashes.filter((hash) => !sent.has(hash))
  if (asked.length === 0) return sent
  const places = await withRetry(pool, () => placesOf(pool, accountId, asked, now - trashDays * dayMs))
  return new Set([...sent, ...(await readableHashes(principal, places, getBoard))])
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

/** The files of a write that do not stand in their cells yet. */
function freshFiles({ state, patches }: FileWrite): readonly HeldFile[] {
  if (!(state instanceof BoardState)) return []
  return heldFiles(state, patches).flatMap(({ column, rows }) =>
    [...rows].flatMap(([row, files]) => {
      const value = state.cell(row, column)
      const before = value === null ? [] : (state.column(column)?.kind.files?.(value) ?? [])
      return files.filter(
        (file) =>
          !before.some(
            ({ hash, sizeBytes, type }) => hash === file.hash && sizeBytes === file.sizeBytes && type === file.type,
          ),
      )
    }),
  )
}

/** One answer for what is not there and what is not theirs. */
function unknown(name: string): DomainError {
  return new DomainError('invalid', `The file "${name}" is not here, or you have no access to it: attach it again.`, {
    reason: 'no-file',
  })
}
