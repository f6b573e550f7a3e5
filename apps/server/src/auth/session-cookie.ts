import { absoluteMs } from './better-auth.ts'
import { sign } from './secrets.ts'

export interface SessionCookie {
  readonly name: string
  /** The header that gives a browser its session. */
  set(token: string): string
  /** The header that takes it away. */
  clear(): string
}

/**
 * The one cookie. Under HTTPS its name makes browsers refuse it from anywhere but this very host; without, it carries a part
 * that differs between installations, because browsers do not tell ports of one machine apart.
 */
export function sessionCookie(secret: string, installation: string, secure: boolean): SessionCookie {
  const name = secure ? '__Host-fulcrum' : `fulcrum-${installation}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
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
