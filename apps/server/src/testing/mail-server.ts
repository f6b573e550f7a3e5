import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

/** A letter as it came, with whom it was for. */
export type ReceivedLetter = ParsedMail & { readonly recipients: readonly string[] }

/** A real mail server of this machine, for one test. */
export interface TestMailServer {
  readonly port: number
  readonly letters: readonly ReceivedLetter[]
  /** The letter to an address, once it is here. */
  letterTo(address: string): ReceivedLetter | undefined
  stop(): Promise<void>
}

/** Starts a mail server; it takes everything from everybody unless the options say otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}, atPort = 0): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then((mail) => {
        letters.push({ ...mail, recipients: envelope.rcptTo.map(({ address }) => address) })
        done()
      }, done)
    },
    ...options,
  })
  // What a client breaks off is its own affair.
  server.on('error', () => undefined)
  server.listen(atPort, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    letters,
    letterTo: (wanted) => letters.find(({ recipients }) => recipients.includes(wanted)),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
      }),
  }
}

/** A refusal as mail servers give them: 5xx for good, 4xx for now. */
export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
