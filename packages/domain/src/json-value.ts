import * as z from 'zod/mini'
import type { Json, JsonObject } from './json.ts'

/** A JSON value of limited size, for settings and specs that come from outside. */
export function jsonValue(maxCharacters: number): z.ZodMiniType<Json> {
  return z.json().check(isAtMost(maxCharacters)) as z.ZodMiniType<Json>
}

/** A JSON object of limited size. */
export function jsonObject(maxCharacters: number): z.ZodMiniType<JsonObject> {
  return z.record(z.string(), z.json()).check(isAtMost(maxCharacters)) as z.ZodMiniType<JsonObject>
}

function isAtMost(maxCharacters: number) {
  return z.refine((value) => JSON.stringify(value).length <= maxCharacters, 'Too large.')
}
