import { stageOf } from '@fulcrum/integration-kit'
import type { Stage } from '@fulcrum/domain'

/** The stages of a category: the usual one, and the one that a status's name may mean. */
const byCategory: ReadonlyMap<string, readonly [usual: Stage, other: Stage]> = new Map([
  ['new', ['todo', 'backlog']],
  ['indeterminate', ['doing', 'review']],
  ['done', ['done', 'canceled']],
])

/**
 * The stage of a status: its category decides, its name refines within the category.
 * `stageOfStatus("Won't Do", 'done') // 'canceled'`
 */
export function stageOfStatus(name: string, category: string | null): Stage | null {
  const byName = stageOf(name)
  const stages = byCategory.get(category ?? '')
  if (stages === undefined) return byName
  const [usual, other] = stages
  return byName === other ? other : usual
}
