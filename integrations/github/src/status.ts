import type { Stage } from '@fulcrum/domain'
import { stageOf } from '@fulcrum/integration-kit'

/** How an issue that is closed was closed. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['completed', 'Completed'],
  ['not_planned', 'Not planned'],
  ['duplicate', 'Duplicate'],
])

/** Stages of the labels that are made here; others go by their words. */
export const ownStages: ReadonlyMap<string, Stage> = new Map([
  ['Open', 'todo'],
  ['Reopened', 'todo'],
  ['Draft', 'doing'],
  ['In review', 'review'],
  ['Closed', 'done'],
  ['Completed', 'done'],
  ['Merged', 'done'],
  ['Closed unmerged', 'canceled'],
  ['Not planned', 'canceled'],
  ['Duplicate', 'canceled'],
])

/** Labels that say so without a prefix; others, such as `test` or `design review`, may be about anything. */
const plainCourse =
  /^(?:(?:work )?in[ -]?(?:progress|review|development|testing|qa)|wip|blocked|on[ -]hold|(?:under|needs|ready for)[ -](?:code )?review)$/i
const courses: ReadonlySet<Stage | null> = new Set<Stage | null>(['backlog', 'todo', 'doing', 'review'])
const prefix = /^(?:(?:status|state|stage)\s*[:/]\s*|\d{1,2}\s*[-.:]\s+)/i

/** Where a label puts an open issue in the course of its work: `status: in progress`, `2 - Working`, `In Review`; else null. */
export function statusOfLabel(label: string): string | null {
  const name = label.replace(prefix, '').trim()
  const stage = stageOf(name)
  if (name !== label.trim()) return name !== '' && courses.has(stage) ? name : null
  return plainCourse.test(name) ? name : null
}

/** The status of an issue or a pull request by its state. */
export function statusOf({
  isOpen,
  reason,
  labels,
  pull,
}: {
  readonly isOpen: boolean
  readonly reason: string | null
  readonly labels: readonly string[]
  /** For a pull request: whether it is a draft, and whether it was merged. */
  readonly pull: { readonly isDraft: boolean; readonly isMerged: boolean } | null
}): string {
  if (pull !== null) {
    if (isOpen) return pull.isDraft ? 'Draft' : 'In review'
    return pull.isMerged ? 'Merged' : 'Closed unmerged'
  }
  if (!isOpen) return closedStatus(reason)
  for (const label of labels) {
    const status = statusOfLabel(label)
    if (status !== null) return status
  }
  return reason?.toLowerCase() === 'reopened' ? 'Reopened' : 'Open'
}

/** The status of an issue that was closed for a reason. */
export function closedStatus(reason: string | null): string {
  return reasons.get(reason?.toLowerCase() ?? '') ?? 'Closed'
}
