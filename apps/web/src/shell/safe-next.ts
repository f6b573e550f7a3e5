/** Where to go after signing in: only ever a page of ours. `safeNext('//evil.example/') // '/'` */
export function safeNext(next: string | undefined, origin: string): string {
  if (next === undefined || !next.startsWith('/') || hasControls(next)) return '/'
  try {
    const url = new URL(next, origin)
    const path = `${url.pathname}${url.search}${url.hash}`
    // The path is read once more by itself: `/.//evil.example` has become `//evil.example` by now.
    if (url.origin !== origin || new URL(path, origin).origin !== origin) return '/'
    return url.pathname === '/sign-in' || url.pathname === '/link' ? '/' : path
  } catch {
    return '/'
  }
}

function hasControls(text: string): boolean {
  return [...text].some((letter) => letter <= ' ' || letter === '\\' || letter === '\u007f')
}
