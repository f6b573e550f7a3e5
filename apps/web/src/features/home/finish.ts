import { hasLabels, liveLabels } from '@fulcrum/columns'
import type { Json, KindRegistry } from '@fulcrum/domain'
import type { HomeColumn, HomeItem } from '@fulcrum/protocol'
import { isFinishedItem } from './work-lines.ts'

/**
 * The status that finishes an item, or opens one again that is finished: the first label of such a stage. Undefined where the
 * reader may not set it, or where no label says so.
 */
export function finishingStatus(
  status: HomeColumn | null | undefined,
  item: HomeItem,
  kinds: KindRegistry,
): Json | undefined {
  const kind = status ? kinds.get(status.kind) : undefined
  if (!status || kind === undefined || !status.mayEdit || !hasLabels(status.settings)) return undefined
  const labels = liveLabels(status.settings)
  const wanted = isFinishedItem(item) ? ['todo', 'backlog', 'doing'] : ['done']
  const label = wanted.flatMap((stage) => labels.find((each) => each.stage === stage) ?? [])[0]
  return label && kind.fromLanes((name) => (name === kind.defaultLane ? label.number : null), status.settings)
}
