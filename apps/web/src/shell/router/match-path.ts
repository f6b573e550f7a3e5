/** The named parts of a path: `matchPath('/b/$board', '/b/1') // { board: '1' }`. Null where it does not match. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = partsOf(pattern)
  const given = partsOf(path)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const text = given[at] ?? ''
    if (!part.startsWith('$')) {
      if (part !== text) return null
      continue
    }
    const value = decode(text)
    if (value === null || value === '') return null
    params[part.slice(1)] = value
  }
  return params
}

/** A closing slash says nothing. */
function partsOf(path: string): string[] {
  return path.replace(/\/+$/, '').split('/')
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
