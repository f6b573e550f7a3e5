import { defineColumn } from '../column/kind.ts'
import type { ColumnKind } from '../column/kind.ts'
import type { Json } from '../json.ts'
import { DerivedLanes } from './derived-lanes.ts'

/** Declares a kind whose cells follow from others. It brings along what keeps such cells up: an app without such kinds needs none. */
export function defineDerivedColumn<const I extends string, S extends Json, V extends Json>(
  kind: Omit<ColumnKind<S, V>, 'keepUp'> & { readonly id: I } & Required<Pick<ColumnKind<S, V>, 'derive'>>,
): ColumnKind & { readonly id: I } {
  return defineColumn<I, S, V>({ ...kind, keepUp: (options) => new DerivedLanes(options) })
}
