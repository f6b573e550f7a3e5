/** Any value that survives `JSON.parse(JSON.stringify(value))`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/** True where two JSON values are the same, object keys in any order. `sameJson({a: 1, b: 2}, {b: 2, a: 1}) // true` */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false
    return left.every((entry, index) => sameJson(entry, right[index]))
  }
  if (Array.isArray(right)) return false
  const leftObject = left as JsonObject
  const rightObject = right as JsonObject
  const keys = Object.keys(leftObject)
  if (keys.length !== Object.keys(rightObject).length) return false
  return keys.every((key) => Object.hasOwn(rightObject, key) && sameJson(leftObject[key], rightObject[key]))
}
