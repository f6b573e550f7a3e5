import { createTransport } from 'nodemailer'
import type { Letter } from './letter.ts'

/** Sends mail, or throws a `MailProblem`. */
export interface Mailer {
  /** The server and the sender, for people who look after them; no password is in it. */
  readonly server: string
  readonly sender: string
  /** The same `id` twice is the same letter: whoever gets both can tell. */
  send(letter: Letter, id: string): Promise<void>
  /** Comes as far as a letter would, and sends none. */
  greet(): Promise<void>
  close(): void
}

/** Why a letter was not taken. Trying again is of no use where the server says for good that it does not want it. */
export class MailProblem extends Error {
  override readonly name = 'MailProblem'
  readonly isFinal: boolean

  constructor(message: string, isFinal: boolean, cause: unknown) {
    super(message, { cause })
    this.isFinal = isFinal
  }
}

const connectMs = 10_000
const silenceMs = 20_000

/**
 * Sends mail by the server that `SMTP_URL` names. A name and password go over the network under TLS alone, unless the address
 * says `?requireTLS=false`; to a server of this machine they go as it likes.
 */
export function smtpMailer(smtpUrl: string, from: string | undefined): Mailer {
  const url = new URL(smtpUrl)
  const user = decodeURIComponent(url.username)
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  const place = `${url.hostname}:${url.port || (url.protocol === 'smtps:' ? '465' : '587')}`
  const sender = from ?? (user.includes('@') ? user : `fulcrum@${url.hostname}`)
  const said = url.searchParams.get('requireTLS')
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: said === null ? user !== '' && !isLocal : said !== 'false',
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
  })
  return {
    server: `${url.protocol}//${url.host}`,
    sender,
    async send({ to, subject, text, html }, id) {
      try {
        await transport.sendMail({
          from: sender,
          // Given apart from a header's text, so that no address can smuggle in a second one.
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domainOf(sender)}>`,
          // Answered by no holiday notes, which would tell strangers who is away.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw problemOf(error, place)
      }
    },
    async greet() {
      try {
        await transport.verify()
      } catch (error) {
        throw problemOf(error, place)
      }
    },
    close: () => transport.close(),
  }
}

function domainOf(sender: string): string {
  return /@([^<>@\s]+?)>?$/.exec(sender)?.[1] ?? 'fulcrum.invalid'
}

/** What went wrong, in a sentence that helps whoever looks after the mail server. */
function problemOf(error: unknown, server: string): MailProblem {
  const { code, responseCode, response, message } = fieldsOf(error)
  const said = response === '' ? message : response
  if (code === 'EAUTH') {
    return new MailProblem(`${server} did not take the name and password of SMTP_URL: ${said}`, false, error)
  }
  if (code === 'ETLS' || /certificate|\bTLS\b/i.test(said))
    return new MailProblem(`${server} offers no TLS that can be trusted: ${said}`, false, error)
  if (code === 'EDNS') return new MailProblem(`${server} was not found: ${said}`, false, error)
  if (code === 'ETIMEDOUT') return new MailProblem(`${server} did not answer in time.`, false, error)
  if (responseCode >= 500) return new MailProblem(`The mail server refused it: ${said}`, true, error)
  if (responseCode >= 400) return new MailProblem(`The mail server put it off: ${said}`, false, error)
  return new MailProblem(`${server} could not be reached: ${said}`, false, error)
}

function fieldsOf(error: unknown) {
  const of = (field: string): unknown =>
    typeof error === 'object' && error !== null && field in error ? Reflect.get(error, field) : undefined
  return {
    code: String(of('code') ?? ''),
    responseCode: Number(of('responseCode') ?? 0),
    response: String(of('response') ?? '').slice(0, 300),
    message: String(of('message') ?? error).slice(0, 300),
  }
}
