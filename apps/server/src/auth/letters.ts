import { writeLetter } from '../mail/letter.ts'
import type { Letter } from '../mail/letter.ts'
import type { Posting } from '../mail/outbox.ts'
import type { AuthContext } from './ports.ts'

/** A letter with what is known of it. */
export interface Dispatch extends Posting {
  readonly letter: Letter
}

/** Posts a letter; false where there is no mail server, or no way to keep it: the link is copied by hand then. */
export async function sendLetter({ mail, log }: AuthContext, { letter, ...posting }: Dispatch): Promise<boolean> {
  if (!mail) return false
  try {
    await mail.post(letter, posting)
    return true
  } catch (error) {
    log.warn({ err: error }, 'a letter could not be kept')
    return false
  }
}

/** An account that nobody has named is called after the product: it is not named twice. */
function place(account: string): string {
  return account === 'Fulcrum' ? account : `${account} on Fulcrum`
}

interface Bringing {
  readonly to: string
  readonly link: { readonly id: string; readonly url: string }
}

/** The letter that brings an invitation. */
export function invitationLetter({ door }: AuthContext, { to, link }: Bringing): Dispatch {
  const letter = writeLetter({
    to,
    subject: `Join ${place(door.name())}`,
    lead: `You are invited to ${place(door.name())}. Open this link to come in. It works once.`,
    link: { title: 'Join', url: link.url },
    foot: 'If you do not know what this is about, do nothing.',
  })
  return { kind: 'invitation', link: link.id, letter }
}

/** The letter that brings a link for a new password. */
export function resetLetter({ door }: AuthContext, { to, link }: Bringing): Dispatch {
  const letter = writeLetter({
    to,
    subject: `A new password for ${place(door.name())}`,
    lead: `Open this link to choose a new password for ${door.name()}. It works once, within a day.`,
    link: { title: 'Choose a password', url: link.url },
    foot: 'Until you do, nothing changes.',
  })
  return { kind: 'reset', link: link.id, letter }
}

/** The letter that says that mail works. */
export function testLetter({ door, publicUrl }: Pick<AuthContext, 'door' | 'publicUrl'>, to: string): Dispatch {
  const letter = writeLetter({
    to,
    subject: `Mail of ${place(door.name())} works`,
    lead: 'Somebody asked Fulcrum to send this letter, and here it is.',
    link: { title: 'Open Fulcrum', url: publicUrl() },
    foot: 'Invitations and links for new passwords come the same way.',
  })
  return { kind: 'test', letter }
}
