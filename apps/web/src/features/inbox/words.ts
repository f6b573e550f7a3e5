import { notificationReason, saysAlone, whyOf } from '@fulcrum/domain'
import type { AboutKind, NotificationEvent } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'

/** What happened, to stand behind the name of who did it, or alone where nobody is known: "mentioned you", "It is due today". */
export function sayEvent(event: NotificationEvent, today: number): string {
  const reason = notificationReason(event.reason)
  if (reason === undefined) return t('did something')
  if (event.actor === null && event.day === undefined) return told(saysAlone(reason))
  const isPast = event.day !== undefined && event.day < today
  return told(isPast ? (reason.saysPast ?? reason.says) : reason.says)
}

/** Why it reaches the reader, in a sentence. */
export function sayWhy(
  event: NotificationEvent,
  kind: AboutKind,
  teamName: (id: string) => string | undefined,
): string {
  const why = whyOf(event.reason, kind)
  const team = event.team === undefined ? undefined : teamName(event.team)
  return team === undefined ? told(why) : t('{why} Here it is by the team {team}.', { why: told(why), team })
}

/** What a reader calls whom or what a message names; undefined where it is gone or not theirs to know of. */
export interface MessageNames {
  readonly member: (id: string) => string
  readonly team: (id: string) => string | undefined
  readonly doc: (id: string) => string | undefined
}

/** A message in one line, with names in place of its tokens. Items are named where the message is read. */
export function sayMessage(body: string, names: MessageNames): string {
  const nameOf: { readonly [noun: string]: (id: string) => string } = {
    member: (id) => `@${names.member(id)}`,
    team: (id) => `@${names.team(id) ?? t('a team that is gone')}`,
    doc: (id) => names.doc(id) ?? t('a doc'),
    item: () => t('an item'),
  }
  return body
    .replaceAll(
      /@\[(member|team|doc|item):([0-9a-f-]{36})\]/g,
      (whole, noun: string, id: string) => nameOf[noun]?.(id) ?? whole,
    )
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
