import { notificationReason, type NotificationEvent } from '@fulcrum/domain'
import { byAbout, type ByAbout } from '@fulcrum/protocol'
import { inboxPath } from '../../shell/inbox.ts'
import { docPath } from '../../shell/paths.ts'
import type { InboxEntry } from '../../shell/use-inbox.ts'

/** Where somebody names the reader, and when that was last. */
export interface MentionLine {
  readonly entry: InboxEntry
  readonly event: NotificationEvent
  /** Where one comes to what was said. */
  readonly path: string
}

const mentioned = notificationReason('mention')?.id

const paths: ByAbout<string> = {
  item: ({ id }) => inboxPath(id),
  board: ({ id }) => inboxPath(id),
  doc: ({ id, thread }) => docPath(id, thread),
}

/** The entries of an inbox in which the reader is named, the latest mention first. */
export function mentionsIn(entries: readonly InboxEntry[]): readonly MentionLine[] {
  return entries
    .flatMap((entry): MentionLine[] => {
      const event = entry.events.find(({ reason }) => reason === mentioned)
      return event === undefined ? [] : [{ entry, event, path: byAbout(paths, entry.subject.about) }]
    })
    .sort((left, right) => right.event.at - left.event.at)
}
