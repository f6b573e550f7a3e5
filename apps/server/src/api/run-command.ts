import { DomainError, notFound, publicId, uuidV7 } from '@fulcrum/domain'
import type { Command, ErrorCode, JsonObject } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { Hub } from '../sync/hub.ts'
import { principalOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { resolveKeys } from './item-keys.ts'
import { idUnder } from './idempotency.ts'
import type { KeyedRequest } from './idempotency.ts'
import { madeIdOf } from './made-id.ts'
import { fromPublic, publicScope, referencesFromPublic, toPublic } from './public-ids.ts'

/** A command's good answer, as programs get it. */
export interface CommandAnswer {
  /** The change of the log that it made; null where nothing had to be changed. */
  readonly change: string | null
  /** The version of each scope that it wrote. */
  readonly versions: Readonly<Record<string, number>>
  /** The id of what was made, by commands that make something. */
  readonly id?: string
  readonly result: unknown
}

/** One command of a request: which of the request's it is, and the batch it belongs to. */
export interface CommandPlace {
  readonly keyed: KeyedRequest | null
  readonly n: number
  readonly batch?: string
}

/** Runs a command for a caller of the API; throws what it was refused for. */
export async function runCommand(
  hub: Hub,
  caller: Caller,
  command: Command,
  body: unknown,
  { keyed, n, batch }: CommandPlace = { keyed: null, n: 1 },
): Promise<CommandAnswer> {
  const made = madeIdOf(command)
  const named = withPlainCells(fromPublic(command.args, body))
  const isNamed = made === null || !isObject(named) || named[made.field] !== undefined
  const plain = isNamed ? named : { ...named, [made.field]: keyed ? idUnder(keyed, n) : newId(hub) }
  const args = await resolveKeys(hub, principalOf(caller), command.args, plain)
  const answer = await hub.executor.run(
    {
      principal: caller.principal,
      ...(keyed && { client: { id: keyed.client, n } }),
      ...(batch !== undefined && { batch }),
    },
    command.name,
    command.version,
    args,
  )
  const id = made && isObject(plain) ? plain[made.field] : undefined
  return { ...toAnswer(command, answer), ...(made && typeof id === 'string' && { id: publicId(made.noun, id) }) }
}

/** A new id, of whatever. */
export function newId({ executor }: Hub): string {
  return uuidV7(executor.now(), (bytes) => crypto.getRandomValues(bytes))
}

function toAnswer({ result }: Command, answer: Answer): CommandAnswer {
  if (!answer.ok) throw refusalOf(answer)
  return {
    change: answer.change === undefined ? null : publicId('change', answer.change),
    versions: Object.fromEntries(
      Object.entries(answer.versions).map(([scope, version]) => [publicScope(scope), version]),
    ),
    result: result ? toPublic(result, answer.result) : null,
  }
}

/** The refusal of a command as an error. */
function refusalOf({ code, message, details }: { code: ErrorCode; message: string; details: JsonObject }): DomainError {
  if (code === 'unsupported') return notFound('command')
  return new DomainError(code, message, details)
}

/** People and items in cells may be named by their public ids too. */
function withPlainCells(args: unknown): unknown {
  if (!isObject(args)) return args
  const { values, seen, cells } = args
  const all = (list: unknown): unknown => (Array.isArray(list) ? list.map(referencesFromPublic) : list)
  return {
    ...args,
    ...(values !== undefined && { values: all(values) }),
    ...(seen !== undefined && { seen: all(seen) }),
    ...(Array.isArray(cells) && {
      cells: cells.map((cell: unknown) =>
        isObject(cell) && 'value' in cell ? { ...cell, value: referencesFromPublic(cell.value) } : cell,
      ),
    }),
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
