import type { BoardColumn, ColumnKind, Json } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'
import { inSteps } from './in-steps.ts'
import type { Runner } from './runner.ts'

/** Puts a column of another kind with the converted cells in the place of this one. */
export function changeKind(
  runner: Runner,
  { id, title }: BoardColumn,
  { kind, settings }: { readonly kind: ColumnKind; readonly settings: Json },
): void {
  const args = { id, to: runner.newId(), kind: kind.id, settings }
  const work = inSteps(runner, { command: 'column.changeKind', args }, (result) => {
    // @NOTE the shape of the command's result.
    const { next, since } = result as { readonly next: number | null; readonly since: number }
    return next === null ? null : { ...args, from: next, since }
  })
  runner.say(t('{title} is a {label} column now', { title, label: told(kind.label) }), work, 'refresh')
}
