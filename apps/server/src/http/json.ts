/** Keys that could reach an object's prototype; no message of ours has them. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Reads JSON from outside; undefined where it is none, or where it names an object's prototype. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (forbiddenKeys.has(key)) throw new SyntaxError(`The key ${key} is not allowed.`)
      return value
    })
  } catch {
    return undefined
  }
}
