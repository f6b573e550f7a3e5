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

/** A message in one line, with names in place of its tokens. */
export function sayMessage(
  body: string,
  names: { readonly member: (id: string) => string; readonly team: (id: string) => string | undefined },
): string {
  return body
    .replaceAll(/@\[member:([0-9a-f-]{36})\]/g, (_, id: string) => `@${names.member(id)}`)
    .replaceAll(/@\[team:([0-9a-f-]{36})\]/g, (_, id: string) => `@${names.team(id) ?? 'team'}`)
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
