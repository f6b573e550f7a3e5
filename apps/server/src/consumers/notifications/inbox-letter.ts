import { notificationReason, saysAlone, whyOf } from '@fulcrum/domain'
import type { NotificationEvent, ScopeReader } from '@fulcrum/domain'
import { byAbout } from '@fulcrum/protocol'
import type { ByAbout, InboxSubject } from '@fulcrum/protocol'
import { writeLetter } from '../../mail/letter.ts'
import type { Letter } from '../../mail/letter.ts'

interface InboxLetter {
  readonly to: string
  readonly subject: InboxSubject
  /** What the letter tells of, the latest first; never none. */
  readonly events: readonly NotificationEvent[]
  readonly account: ScopeReader
  /** Where browsers reach us. */
  readonly publicUrl: string
  readonly today: number
}

/** Where something happened: "on ENG-12 Fix the pump, on the board Pumps". */
const places: ByAbout<string> = {
  item: ({ key, name, board }) => `on ${key} ${name}, on the board ${board.name}`,
  board: ({ name }) => `on the board ${name}`,
  doc: ({ name }) => `in the doc ${name}`,
}

/** The letter about an entry of the inbox: what happened, the message if there is one, and why it comes. */
export function inboxLetter({ to, subject, events, account, publicUrl, today }: InboxLetter): Letter {
  const [latest] = events
  const { about } = subject
  const title = 'key' in about ? `${about.key} ${about.name}` : about.name
  const more = events.length - 1
  const what = latest ? happened(latest, account, today) : ''
  const rest = more === 0 ? '' : more === 1 ? ' One more thing happened there.' : ` ${more} more things happened there.`
  return writeLetter({
    to,
    subject: oneLine(`${title}: ${what}`),
    lead: `${what} ${byAbout(places, about)}.${rest}`,
    quote: subject.says === null ? null : withNames(subject.says, account),
    link: { title: 'Open it', url: `${publicUrl}/inbox/${subject.id}` },
    foot: `${whyOf(latest?.reason ?? '', about.kind)} Of one item or doc there is at most one letter in ten minutes, and none of what you read before. Mute it, or a whole board, in your inbox, or turn letters off in Settings, Notifications.`,
  })
}

/** `Maya Krog mentioned you` */
function happened({ reason, actor, day }: NotificationEvent, account: ScopeReader, today: number): string {
  const known = notificationReason(reason)
  const { says = 'something happened', saysPast = says } = known ?? {}
  if (day !== undefined) return day < today ? saysPast : says
  if (actor === null) return known ? saysAlone(known) : says
  return `${nameOf(account, 'member', actor) ?? 'Somebody'} ${says}`
}

const token = /@\[(member|team|item|doc):([0-9a-f-]{36})\]/g

/** A message with names in place of its tokens; items and docs are named where they are read, by the rights of that moment. */
function withNames(body: string, account: ScopeReader): string {
  return body.replaceAll(token, (_, noun: string, id: string) => {
    return noun === 'member' || noun === 'team' ? `@${nameOf(account, noun, id) ?? noun}` : `(${noun})`
  })
}

function nameOf(account: ScopeReader, table: 'member' | 'team', id: string): string | null {
  const name = account.record(table, id)?.['name']
  return typeof name === 'string' ? name : null
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}
