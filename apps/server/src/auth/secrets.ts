import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits that fit into an address and a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: tokens are random, so a plain hash is enough and can be looked up. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The HMAC of a text. */
export function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64')
}

/** Whether a signature is the text's, in a time that does not tell how much of it was right. */
export function isSigned(text: string, signature: string, secret: string): boolean {
  const given = Buffer.from(signature)
  const right = Buffer.from(sign(text, secret))
  return given.length === right.length && timingSafeEqual(given, right)
}
