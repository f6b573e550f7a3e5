import type { ViewKind } from '@fulcrum/domain'
import { told } from '@fulcrum/ui/messages'

/** What a new view of a kind is called, with a number behind it where there is one of that name: `Kanban 2`. */
export function newViewName({ label }: Pick<ViewKind, 'label'>, taken: readonly string[]): string {
  const name = told(label)
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`
    if (!taken.includes(candidate)) return candidate
  }
}

/** True for a name that a new view of the kind is given by itself, and so says nothing of what it is for. */
export function isNewViewName({ label }: Pick<ViewKind, 'label'>, name: string): boolean {
  const start = told(label)
  return name === start || (name.startsWith(`${start} `) && /^\d+$/.test(name.slice(start.length + 1)))
}
