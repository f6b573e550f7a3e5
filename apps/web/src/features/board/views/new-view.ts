import { viewKind } from '@fulcrum/domain'
import type { BoardState, BoardViewSpec } from '@fulcrum/domain'

/** How a new view of that kind begins on this board; a sentence where the board lacks what it needs. */
export function beginView(kind: string, state: BoardState): BoardViewSpec | { readonly lacks: string } {
  return viewKind(kind)?.begin(state) ?? {}
}

/** The name, with a number behind it where there is one of that name: `Kanban 2`. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`
    if (!taken.includes(candidate)) return candidate
  }
}
