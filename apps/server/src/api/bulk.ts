import { DomainError, commandNamed, publicId } from '@fulcrum/domain'
import type { Command } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { takeBackBatch } from '../scopes/batch.ts'
import type { Hub } from '../sync/hub.ts'
import type { Caller } from './caller.ts'
import { idUnder } from './idempotency.ts'
import type { KeyedRequest } from './idempotency.ts'
import { newId, runCommand } from './run-command.ts'

/** Commands of one request at most. */
const maxBulk = 500

export const bulkArgs = z.strictObject({
  commands: z
    .array(z.strictObject({ command: z.string().check(z.maxLength(80)), args: z.record(z.string(), z.unknown()) }))
    .check(z.minLength(1), z.maxLength(maxBulk)),
  /** All or nothing: with the first refusal, what was done before it is taken back. */
  whole: z.optional(z.boolean()),
})

/** What became of one command. */
export type BulkResult =
  | ({ readonly ok: true } & Awaited<ReturnType<typeof runCommand>>)
  | {
      readonly ok: false
      readonly error: { readonly code: string; readonly message: string; readonly details: object }
    }

export interface BulkAnswer {
  readonly done: number
  readonly refused: number
  /** The one step that a whole request is: undone by `change.undoBatch`. Null where the commands stand for themselves. */
  readonly batch: string | null
  readonly results: readonly BulkResult[]
}

/**
 * Runs many commands in their order, each with its own result. A refused one stops no other; with `whole` it stops all, and
 * what was done is taken back in one step, as undo does it: what somebody else changed meanwhile stays theirs.
 */
export async function runBulk(
  hub: Hub,
  caller: Caller,
  { commands, whole = false }: z.infer<typeof bulkArgs>,
  keyed: KeyedRequest | null,
): Promise<BulkAnswer> {
  const batch = whole ? (keyed ? idUnder(keyed, 0) : newId(hub)) : null
  if (whole) refuseLasting(commands.map(({ command }) => publicCommand(command)))
  const results: BulkResult[] = []
  for (const [index, { command, args }] of commands.entries()) {
    const place = { keyed, n: index + 1, ...(batch !== null && { batch }) }
    const result = await resultOf(async () => runCommand(hub, caller, publicCommand(command), args, place))
    results.push(result)
    if (whole && !result.ok) {
      await takeBack(hub, caller, batch ?? '', results)
      throw new DomainError(
        'conflict',
        `Nothing was done, for command ${index + 1} was refused: ${result.error.message}`,
        {
          index,
          code: result.error.code,
        },
      )
    }
  }
  const done = results.filter(({ ok }) => ok).length
  return {
    done,
    refused: results.length - done,
    batch: batch === null ? null : publicId('batch', batch),
    results,
  }
}

async function resultOf(run: () => Promise<Awaited<ReturnType<typeof runCommand>>>): Promise<BulkResult> {
  try {
    return { ok: true, ...(await run()) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, message, details } = error
    return { ok: false, error: { code, message, details } }
  }
}

async function takeBack(hub: Hub, { principal }: Caller, batch: string, results: readonly BulkResult[]): Promise<void> {
  if (!results.some((result) => result.ok && result.change !== null)) return
  await takeBackBatch(hub, { principal }, batch).catch((error: unknown) => {
    // A repeat of a request that was refused finds it taken back already.
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
  })
}

/** A command that the API has. */
function publicCommand(name: string): Command {
  const command = commandNamed(name)
  if (!command || command.internal) {
    throw new DomainError('not-found', `There is no command "${name}".`, { command: name })
  }
  return command
}

/** What cannot be taken back cannot be part of what is done whole or not at all. */
function refuseLasting(commands: readonly Command[]): void {
  const lasting = commands.find(({ undo }) => undo !== undefined)
  if (!lasting) return
  throw new DomainError('invalid', `${lasting.name} cannot be taken back, so it cannot be part of a whole request.`, {
    command: lasting.name,
  })
}
