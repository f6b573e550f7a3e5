const schemes = /^(?:https?|mailto|tel):/i

/**
 * True for an address that a doc may lead to: the web, mail, a telephone, or a page of ours. Whatever a browser would run, or could
 * read as something else, is none: `javascript:`, `data:`, `//host`, blanks and control characters within.
 */
export function isSafeLink(address: string): boolean {
  if (address.length === 0 || address.length > 2_000 || /[\p{Cc}\s\\]/u.test(address)) return false
  return schemes.test(address) || /^\/(?!\/)/.test(address) || address.startsWith('#')
}
