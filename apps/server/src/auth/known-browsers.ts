import { placeCookie } from './session-cookie.ts'
import type { CookiePlace } from './session-cookie.ts'
import { isSigned, newToken, sign } from './secrets.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** Tells browsers on which a user signed in before, so that whoever guesses elsewhere cannot lock that user out of them. */
export interface KnownBrowsers {
  /** The header that makes a browser known for a user; one that is known already keeps its mark. */
  set(userId: string, cookies: string | undefined): string
  /** The mark of a browser that the user signed in on before. */
  markFor(userId: string, cookies: string | undefined): string | null
}

/** Marks are made known by a cookie that opens nothing: it only moves wrong tries to a count of their own. */
export function knownBrowsers(secret: string, place: CookiePlace): KnownBrowsers {
  const { name, attributes } = placeCookie('fulcrum-known', 'Strict', place)
  const signed = (userId: string, mark: string) => `known browser ${userId} ${mark}`

  function markFor(userId: string, cookies: string | undefined): string | null {
    const [mark = '', signature = ''] = (cookieNamed(name, cookies) ?? '').split('.')
    return mark !== '' && isSigned(signed(userId, mark), signature, secret) ? mark : null
  }

  return {
    markFor,
    set(userId, cookies) {
      const mark = markFor(userId, cookies) ?? newToken()
      const value = encodeURIComponent(`${mark}.${sign(signed(userId, mark), secret)}`)
      return `${name}=${value}; Max-Age=${yearSeconds}; ${attributes}`
    },
  }
}

function cookieNamed(name: string, cookies: string | undefined): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [key = '', value = ''] = pair.trim().split('=')
    if (key !== name) continue
    try {
      return decodeURIComponent(value)
    } catch {
      return undefined
    }
  }
  return undefined
}
