import { DomainError, matchingKey, uuidV7 } from '@fulcrum/domain'
import type { Principal, ScopeReader } from '@fulcrum/domain'
import type { ImportSourceIdentity } from '@fulcrum/integration-kit'
import type { ImportReport, ImportTarget } from '@fulcrum/protocol'
import path from 'node:path'
import * as z from 'zod/mini'
import type { Log } from '../database/database.ts'
import type { SyncNode } from '../node.ts'
import type { OperatorHandler } from '../operations/operator.ts'
import { accountState } from '../scopes/principals.ts'
import type { Importer } from './engine/import-door.ts'
import { ImportCancelled } from './engine/run-import.ts'
import type { Imports } from './imports.ts'
import { OneImport } from './one-import.ts'
import { knownBoards, suggestedName } from './preview.ts'

const request = z.strictObject({
  /** Found out from the file if not given. */
  kind: z.optional(z.string()),
  file: z.string(),
  workspace: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(255))),
  board: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(255))),
})

/** What is said on the way. */
export interface ImportStep {
  readonly phase: string
  readonly done: number
  readonly total: number
}

const sayEveryMs = 500
const principal: Principal = { kind: 'operator', memberId: null }
const operator: Importer = { memberId: null, principal: () => principal }

/**
 * `./fulcrum import [KIND] FILE`: takes a file in with everything as it is guessed. A source that was imported before goes into its
 * board again, unless another board is named.
 */
export function importOperation(node: SyncNode, imports: Imports, log: Log): OperatorHandler {
  return async (args, progress): Promise<ImportReport> => {
    const parsed = request.safeParse(args)
    if (!parsed.success) throw new DomainError('invalid', 'The import needs a file.')
    const { kind, file, workspace, board } = parsed.data
    const one = new OneImport(
      { node, kinds: node.store.kinds },
      { id: newId(), importer: operator, file: { name: path.basename(file), path: file }, ownsFile: false },
    )
    try {
      progress({ phase: 'reading', done: 0, total: 0 } satisfies ImportStep)
      const opened = await one.open(kind ?? null, { timeZone: await accountZone(node) })
      const name = board ?? suggestedName(opened, one.file.name)
      const target = await targetOf(node, { source: opened.document.source, workspace, board, name })
      let saidAt = 0
      const work = one.run({ target }, (phase, done, total) => {
        if (performance.now() - saidAt < sayEveryMs) return
        saidAt = performance.now()
        progress({ phase, done, total } satisfies ImportStep)
      })
      return await imports.follow(one, work)
    } catch (error) {
      const isExpected = error instanceof DomainError || error instanceof ImportCancelled
      if (!isExpected) log.error({ err: error }, 'an import failed')
      throw error
    } finally {
      await one.close()
    }
  }
}

interface Wish {
  readonly source: ImportSourceIdentity
  readonly workspace: string | undefined
  readonly board: string | undefined
  readonly name: string
}

async function targetOf(node: SyncNode, { source, workspace, board, name }: Wish): Promise<ImportTarget> {
  const account = await accountState(node.store)
  const place = workspace === undefined ? undefined : workspaceNamed(account, workspace)
  const known = await knownBoards(node, source, principal)
  const same = known.find(
    (candidate) =>
      (board === undefined || matchingKey(candidate.name) === matchingKey(board)) &&
      (workspace === undefined || candidate.workspace === place),
  )
  if (same) return { board: same.board as Extract<ImportTarget, { board: unknown }>['board'] }
  const id = place ?? (workspace === undefined ? firstWorkspace(account) : undefined)
  return { workspace: (id ?? (await newWorkspace(node, workspace ?? 'Imported'))) as never, name }
}

function workspaceNamed(account: ScopeReader, name: string): string | undefined {
  for (const [id, workspace] of account.records('workspace')) {
    const isNamed = matchingKey(String(workspace['name'] ?? '')) === matchingKey(name)
    if (isNamed && workspace['deletedAt'] === undefined) return id
  }
  return undefined
}

/** The first workspace of people's own: a demo is not where one's data belongs. */
function firstWorkspace(account: ScopeReader): string | undefined {
  const own = [...account.records('workspace')].filter(
    ([, { deletedAt, demo }]) => deletedAt === undefined && demo !== true,
  )
  own.sort(([, left], [, right]) => (String(left['rank']) < String(right['rank']) ? -1 : 1))
  return own[0]?.[0]
}

async function newWorkspace(node: SyncNode, name: string): Promise<string> {
  const id = newId()
  const answer = await node.executor.run({ principal: () => principal }, 'workspace.create', 1, { id, name })
  if (!answer.ok) throw new DomainError(answer.code, answer.message)
  return id
}

async function accountZone({ store }: SyncNode): Promise<string> {
  const account = (await accountState(store)).record('account', store.accountId)
  return String(account?.['timeZone'] ?? 'UTC')
}

function newId(): string {
  return uuidV7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
}
