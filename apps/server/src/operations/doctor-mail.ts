import type { ServerConfig } from '../config/config.ts'
import { writeLetter } from '../mail/letter.ts'
import { smtpMailer } from '../mail/smtp.ts'
import type { Finding } from './doctor.ts'

/** Greets the mail server, and sends a letter where an address for one was given. */
export async function mailFinding(
  { smtpUrl, mailFrom, publicUrl }: Pick<ServerConfig, 'smtpUrl' | 'mailFrom' | 'publicUrl'>,
  sendTo: string | undefined,
): Promise<Finding> {
  const what = 'mail'
  if (smtpUrl === undefined) {
    const found = 'not set: invitations and reset links are copied by hand'
    return {
      state: sendTo === undefined ? 'ok' : 'problem',
      what,
      found,
      ...(sendTo !== undefined && { advice: 'Set SMTP_URL.' }),
    }
  }
  const mailer = smtpMailer(smtpUrl, mailFrom)
  try {
    if (sendTo === undefined) {
      await mailer.greet()
      return { state: 'ok', what, found: `${mailer.server} takes mail; ./fulcrum doctor --mail ADDRESS sends a letter` }
    }
    const letter = writeLetter({
      to: sendTo,
      subject: 'Mail of Fulcrum works',
      lead: 'Somebody asked ./fulcrum doctor to send this letter, and here it is.',
      link: publicUrl === undefined ? null : { title: 'Open Fulcrum', url: publicUrl },
      foot: 'Invitations and links for new passwords come the same way.',
    })
    await mailer.send(letter, crypto.randomUUID())
    return { state: 'ok', what, found: `${mailer.server} took a letter from ${mailer.sender} to ${sendTo}` }
  } catch (error) {
    const advice = 'Look at SMTP_URL and MAIL_FROM: docs/install.md. Letters wait and are tried again meanwhile.'
    return { state: 'problem', what, found: error instanceof Error ? error.message : String(error), advice }
  } finally {
    mailer.close()
  }
}
