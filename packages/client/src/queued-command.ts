import type { Json } from '@fulcrum/domain'

/** A command on its way into the queue. */
export interface NewCommand {
  /** Names the command in all tabs before it has a number; its randomness follows from it. */
  readonly key: string
  readonly command: string
  /** The version of the command's arguments. */
  readonly version: number
  readonly args: Json
  /** When it was run, by the server's clock as far as it is known, ms UTC. */
  readonly runAt: number
  /** Set where it was run without a connection: when the person did it. */
  readonly claimedAt?: number
  /** The piece of work that it is a part of. */
  readonly batch?: string
  /** The protocol and the member under which it was run. It is never sent under others. */
  readonly protocol: number
  readonly member: string
  /** Set where the person was signed out while it waited. */
  readonly detached?: boolean
}

/** A command that has no answer yet, as it is kept over reloads. */
export interface QueuedCommand extends NewCommand {
  /** Rises by one over all scopes and tabs of a client. */
  readonly n: number
}

/** The server keeps answers as long as this; an older command could run twice. */
const maxQueueAgeMs = 90 * 24 * 60 * 60 * 1_000

/** Whether a queued command must be shown to the person instead of being sent. */
export function isStale(
  command: QueuedCommand,
  now: { readonly member: string; readonly protocol: number; readonly nowMs: number },
): boolean {
  return (
    command.detached === true ||
    command.member !== now.member ||
    command.protocol !== now.protocol ||
    command.runAt < now.nowMs - maxQueueAgeMs
  )
}
