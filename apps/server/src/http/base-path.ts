/**
 * Takes the path below which people open us from a request's address, so that every room knows one address for each thing. A
 * proxy may pass that path on or take it away itself: both are understood. `/fulcrum/b/1` is `/b/1`, `/fulcrum?x` is `/?x`.
 */
export function withoutBase(url: string, base: string): string {
  if (base === '' || !url.startsWith(base)) return url
  const rest = url.slice(base.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}
