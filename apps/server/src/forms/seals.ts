import { createHmac, hkdfSync } from 'node:crypto'
import { DomainError } from '@fulcrum/domain'
import type { HeldFile } from '@fulcrum/domain'
import * as z from 'zod/mini'
import { isSigned, sign } from '../auth/secrets.ts'

/** Nobody reads and answers a form in less. */
const leastMs = 1_500
/** A form that was left open over a holiday is opened anew, which its page does by itself. */
const mostMs = 14 * 24 * 60 * 60 * 1_000

const heldFile = z.strictObject({ name: z.string(), sizeBytes: z.int(), type: z.string(), hash: z.string() })
const ticketBody = z.strictObject({ link: z.string(), column: z.int(), file: heldFile, at: z.int() })

/** What forms sign with keys of their own, derived from the installation's secret. */
export function formSeals(secret: string) {
  const key = (use: string): string => Buffer.from(hkdfSync('sha256', secret, '', use, 32)).toString('hex')
  const stamps = key('when a form was opened')
  const tickets = key('files of forms')
  const ids = key('items of forms')
  return {
    /** The key under which links are kept. */
    linkKey: Buffer.from(hkdfSync('sha256', secret, '', 'links of forms', 32)),

    /** Says when a form was opened. */
    stamp: (link: string, now: number): string => `${now}.${sign(`${link} ${now}`, stamps)}`,

    /** Refuses an answer that came sooner than a person could have given it, or whose form was never opened. */
    checkStamp(link: string, stamp: string, now: number): void {
      const [time = '', signature = ''] = stamp.split('.')
      if (!/^\d{1,15}$/.test(time) || !isSigned(`${link} ${time}`, signature, stamps) || now - Number(time) > mostMs) {
        throw new DomainError('conflict', 'This form was opened too long ago: send it again.', { reason: 'stamp' })
      }
      const waitMs = Number(time) + leastMs - now
      if (waitMs > 0) {
        throw new DomainError('too-many', 'That was too fast: wait a moment, then send it again.', {
          reason: 'fast',
          retryAfterMs: waitMs,
        })
      }
    },

    /** What stands for a file that was sent by a link for a column: whoever only knows a hash has none. */
    ticket(link: string, column: number, file: HeldFile, now: number): string {
      const body = Buffer.from(JSON.stringify({ link, column, file, at: now })).toString('base64url')
      return `${body}.${sign(body, tickets)}`
    },

    /** The file of a ticket. */
    fileOf(link: string, column: number, ticket: string, now: number): HeldFile {
      const [body = '', signature = ''] = ticket.split('.')
      const read = isSigned(body, signature, tickets) ? ticketBody.safeParse(parsed(body)) : null
      // What is in no cell is let go a day after it came.
      const isOurs = read?.success === true && read.data.link === link && read.data.column === column
      if (!isOurs || now - read.data.at > 20 * 60 * 60 * 1_000) {
        throw new DomainError('invalid', 'A file is not here any more: attach it again.', { reason: 'no-file' })
      }
      return read.data.file
    },

    /** The id of the item that an answer makes: the same for a repeat, and nobody can ask for one that they know. */
    itemId(link: string, answer: string): string {
      const hex = createHmac('sha256', ids).update(`${link} ${answer}`).digest('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
