import type { ComponentType } from 'react'
import { later, laterPart } from '../../../shell/later.ts'
import type { BoardViewKind } from './view-kind.ts'

/** What draws a kind of view and chooses in it, fetched when it is first shown: `drawnBy(() => import('./part.ts'))`. */
export function drawnBy(
  fetchIt: () => Promise<{ readonly Body: ComponentType; readonly Tools: ComponentType }>,
): Pick<BoardViewKind, 'fetch' | 'Body'> & { readonly Tools: ComponentType } {
  const part = later(fetchIt)
  return {
    fetch: part.load,
    Body: laterPart(part, ({ Body }) => Body),
    Tools: laterPart(part, ({ Tools }) => Tools),
  }
}
