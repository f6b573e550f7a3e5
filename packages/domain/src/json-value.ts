import * as z from 'zod/mini'
import type { Json } from './json.ts'

/** A JSON value of limited size, for settings and specs that come from outside. */
export function jsonValue(maxCharacters: number): z.ZodMiniType<Json> {
  return z
    .json()
    .check(z.refine((value) => JSON.stringify(value).length <= maxCharacters, 'Too large.')) as z.ZodMiniType<Json>
}
