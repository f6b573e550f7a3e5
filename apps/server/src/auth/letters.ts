import { createTransport } from 'nodemailer'
import type { AuthContext, Letter, Mailer } from './ports.ts'

/** Sends mail by the server that `SMTP_URL` names. */
export function smtpMailer(smtpUrl: string, from: string | undefined): Mailer {
  const url = new URL(smtpUrl)
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  const user = decodeURIComponent(url.username)
  const sender = from ?? (user.includes('@') ? user : `fulcrum@${url.hostname}`)
  return {
    async send({ to, subject, text }: Letter) {
      // Given apart from a header's text, so that no address can smuggle in a second one.
      await transport.sendMail({ from: sender, to: { name: '', address: to }, subject, text })
    },
  }
}

/** Sends a letter; false where there is no mail server or it did not take the letter: the link is copied by hand then. */
export async function sendLetter({ mail, log }: AuthContext, letter: Letter): Promise<boolean> {
  if (!mail) return false
  try {
    await mail.send(letter)
    return true
  } catch (error) {
    log.warn({ err: error }, 'a letter could not be sent')
    return false
  }
}

/** The letter that brings an invitation. */
export function invitationLetter(
  { door }: AuthContext,
  { to, url }: { readonly to: string; readonly url: string },
): Letter {
  return {
    to,
    subject: `Join ${door.name()} on Fulcrum`,
    text: `You are invited to ${door.name()} on Fulcrum.\n\nOpen this link to come in. It works once:\n${url}\n\nIf you do not know what this is about, do nothing.\n`,
  }
}

/** The letter that brings a link for a new password. */
export function resetLetter({ door }: AuthContext, { to, url }: { readonly to: string; readonly url: string }): Letter {
  return {
    to,
    subject: `A new password for ${door.name()} on Fulcrum`,
    text: `Open this link to choose a new password for ${door.name()}. It works once, within a day:\n${url}\n\nUntil you do, nothing changes.\n`,
  }
}
