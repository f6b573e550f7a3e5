/** A letter that did not go out: it waits for another try, or was given up. */
export interface MailLetterEntry {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly createdAt: number
  readonly tries: number
  /** When it is tried next; null where it was given up. */
  readonly nextAt: number | null
  /** What the last try came to. */
  readonly problem: string | null
}

/**
 * `POST /auth/mail.status` `{}`: how mail goes, for whoever manages the account. `POST /auth/mail.test` `{}` posts a letter to
 * oneself; `POST /auth/mail.retry` `{ id }` tries one again now, `POST /auth/mail.forget` `{ id }` puts it away.
 */
export interface MailAnswer {
  /** The mail server without name and password; null where none is set. */
  readonly server: string | null
  readonly sender: string | null
  readonly waiting: number
  readonly lastSentAt: number | null
  readonly letters: readonly MailLetterEntry[]
  /** Where people open this installation: what links in letters begin with. */
  readonly url: string
}

/** How the letter of an invitation went; null where none was to go. */
export type LetterState = 'waiting' | 'sent' | 'failed'
