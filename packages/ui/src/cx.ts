/** Joins class names, leaving out what is false. */
export function cx(...names: readonly (string | false | undefined)[]): string {
  let out = ''
  for (const name of names) if (name) out += out === '' ? name : ` ${name}`
  return out
}
