import type { ColumnKind, Json, Result } from '@fulcrum/domain'
import type { ViewContext } from '../view-contract.web.ts'

/** How a kind reads texts, with the type of its values: `readerOf<string>(textColumn, settings, context)('Release 3')`. */
export function readerOf<V extends Json>(
  kind: ColumnKind,
  settings: Json,
  context: ViewContext,
): (text: string) => Result<V | null> {
  // @NOTE `defineColumn` forgets the type of the values; a view names the one that its kind was declared with.
  return (text) => kind.parse(text, settings, context) as Result<V | null>
}
