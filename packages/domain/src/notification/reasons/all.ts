import type { AboutKind } from '../about.ts'
import type { NotificationReason } from '../reason.ts'
import { access } from './access.ts'
import { answer } from './answer.ts'
import { assigned } from './assigned.ts'
import { due } from './due.ts'
import { mention } from './mention.ts'
import { message } from './message.ts'
import { reply } from './reply.ts'
import { resolved } from './resolved.ts'
import { status } from './status.ts'

/** Every reason, the nearest first: of several reasons for one change a person hears the first. */
export const notificationReasons: readonly NotificationReason[] = [
  mention,
  reply,
  assigned,
  answer,
  due,
  access,
  resolved,
  message,
  status,
]

/** A reason by its id. */
export function notificationReason(id: string): NotificationReason | undefined {
  return notificationReasons.find((reason) => reason.id === id)
}

/** What happened where nobody is known who did it. */
export function saysAlone({ says, alone }: NotificationReason): string {
  return alone ?? says
}

/** Why something reaches a person, in a sentence, by its reason and what it is about. */
export function whyOf(id: string, kind: AboutKind): string {
  const reason = notificationReason(id)
  return reason?.whyAbout?.[kind]?.why ?? reason?.why ?? ''
}
