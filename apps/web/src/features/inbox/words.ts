import { notificationReason } from '@fulcrum/domain'
import type { NotificationEvent } from '@fulcrum/domain'

/** What happened, without who did it: "mentioned you", "It is due today". */
export function sayEvent(event: NotificationEvent, today: number): string {
  const says = notificationReason(event.reason)?.says ?? 'did something'
  if (event.day === undefined) return says
  return event.day < today ? `${says.replace('is', 'was')} and is not done` : `${says} today`
}

/** Why it reaches the reader, in a sentence. */
export function sayWhy(event: NotificationEvent, teamName: (id: string) => string | undefined): string {
  const why = notificationReason(event.reason)?.why ?? ''
  const team = event.team === undefined ? undefined : teamName(event.team)
  return team === undefined ? why : `${why} Here it is by the team ${team}.`
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

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** `09:40` today, `23 Nov` before. */
export function sayWhen(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? clock.format(at) : day.format(at)
}
