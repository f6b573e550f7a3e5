import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// Letters bring one-use links, and whoever reads the database must find none: AES-256-GCM under a key of its own, derived from
// the installation's secret. Nonce (12 bytes), tag (16), then what it says; the letter's id belongs to it.

const nonceBytes = 12
const tagBytes = 16

/** The key that letters of an installation are kept under. */
export function letterKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'letters that wait', 32))
}

/** Makes a text unreadable without the key; it is this id's alone. */
export function seal(text: string, key: Buffer, id: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The text that was sealed; null where it was under another key, or is not what was sealed. */
export function unseal(sealed: Buffer, key: Buffer, id: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
