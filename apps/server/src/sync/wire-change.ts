import { visiblePatches } from '@fulcrum/domain'
import type { Change, LoggedChange, Sight } from '@fulcrum/domain'
import type { WireChange } from '@fulcrum/protocol'
import type { HeldScope } from '../scopes/scope-store.ts'

/** A change as somebody with this sight may know of it: a bare version where nothing is left, so that order has no gaps. */
export function wireChange(
  change: Change | LoggedChange,
  sight: Sight | null,
  viewerId: string,
  { state }: HeldScope,
): WireChange {
  const { version } = change
  if (change.historic) return { version }
  const patches = sight ? visiblePatches(change.patches, sight, viewerId, state) : change.patches
  if (patches.length === 0) return { version }
  return {
    version,
    id: change.id,
    at: change.at,
    actor: change.actor,
    cause: change.cause,
    command: change.command,
    patches,
    ...(change.batch !== undefined && { batch: change.batch }),
    ...(change.client !== undefined && { client: change.client }),
    ...(change.n !== undefined && { n: change.n }),
  }
}
