import { absoluteMs } from './better-auth.ts'
import { sign } from './secrets.ts'

/** Where browsers reach us, as far as cookies go. */
export interface CookiePlace {
  /** Tells this installation from others on the machine. */
  readonly installation: string
  /** By HTTPS. */
  readonly secure: boolean
  /** Below this path, without a closing slash; empty at the root. */
  readonly base: string
}

/** A cookie's name and where browsers send it. */
export interface PlacedCookie {
  readonly name: string
  /** All that stands behind its value and age. */
  readonly attributes: string
}

/**
 * At the root of an HTTPS host the name makes browsers refuse the cookie from anywhere but this very host. Below a path browsers
 * refuse that name, so the cookie goes to that path alone, and only HTTPS may set it. Without HTTPS the name carries a part that
 * differs between installations, because browsers do not tell ports of one machine apart.
 */
export function placeCookie(
  name: string,
  sameSite: 'Lax' | 'Strict',
  { installation, secure, base }: CookiePlace,
): PlacedCookie {
  const attributes = `Path=${base === '' ? '/' : base}; HttpOnly; SameSite=${sameSite}`
  if (!secure) return { name: `${name}-${installation}`, attributes }
  return { name: `${base === '' ? '__Host' : '__Secure'}-${name}`, attributes: `${attributes}; Secure` }
}

export interface SessionCookie {
  readonly name: string
  /** The header that gives a browser its session. */
  set(token: string): string
  /** The header that takes it away. */
  clear(): string
}

/** The cookie that a session is known by. */
export function sessionCookie(secret: string, place: CookiePlace): SessionCookie {
  const { name, attributes } = placeCookie('fulcrum', 'Lax', place)
  return {
    name,
    // The form that the library reads: the token, a dot, and its HMAC.
    set: (token) => {
      const value = encodeURIComponent(`${token}.${sign(token, secret)}`)
      return `${name}=${value}; Max-Age=${absoluteMs / 1000}; ${attributes}`
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  }
}
