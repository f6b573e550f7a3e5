import type { Stage } from '@fulcrum/domain'
import type { ImportHistoryEntry } from '@fulcrum/integration-kit'
import { instantIn, type RowShape } from './columns.ts'

interface HistoryContext {
  readonly shape: RowShape
  readonly stages: ReadonlyMap<string, Stage>
  /** The status in which issues usually are while they are worked on. */
  readonly usualDoing: string | null
  readonly timeZone: string | undefined
}

const ends: ReadonlySet<Stage | undefined> = new Set<Stage | undefined>(['done', 'canceled'])

/**
 * What the times of an issue tell of its status: when work on it began and when it ended. The export does not say who did it, nor
 * the status in between: the usual one stands for it.
 */
export function historyOf(
  row: readonly string[],
  { shape, stages, usualDoing, timeZone }: HistoryContext,
): readonly ImportHistoryEntry[] {
  const status = shape.cell(row, 'status')
  if (status === '') return []
  const stage = stages.get(status)
  const at = (column: string) => instantIn(shape.cell(row, column), timeZone)
  const startedAt = at('started')
  const endedAt = stage === 'canceled' ? (at('canceled') ?? at('completed')) : at('completed')
  const began = stage === 'doing' || stage === 'review' ? status : usualDoing
  const entries: ImportHistoryEntry[] = []
  const note = (time: number, from: string | null, to: string) =>
    entries.push({ at: time, by: null, field: 'status', mode: 'value', from, to })
  const hasBegun = startedAt !== null && began !== null && (endedAt === null || startedAt <= endedAt)
  if (hasBegun) note(startedAt, null, began)
  if (endedAt !== null && ends.has(stage)) note(endedAt, hasBegun ? began : null, status)
  return entries
}
