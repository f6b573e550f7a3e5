import { inboxOf, scopeOf } from '@fulcrum/domain'
import type { Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { useClient, useScope } from '../../shell/client-context.tsx'
import { sayError } from '../../shell/http.ts'
import { keptInboxPrefix } from '../../shell/kept.ts'
import { useStored } from '../../shell/use-stored.ts'

/** An entry with what it is about. */
export interface InboxEntry extends Notification {
  readonly subject: InboxSubject
  readonly muted: { readonly item: boolean; readonly board: boolean }
}

export interface Inbox {
  /** The latest first; null until they are known. */
  readonly entries: readonly InboxEntry[] | null
  /** A sentence where what they are about could not be asked, and nothing is known from before. */
  readonly error: string | null
  readonly retry: () => void
}

/** The entries of one's own inbox. Their names are asked for; those that were told last are kept for when nobody can be asked. */
export function useInbox(): Inbox {
  const client = useClient()
  const handle = useScope(scopeOf('user', client.memberId))
  const [subjects, setSubjects] = useStored<readonly InboxSubject[] | null>(
    `${keptInboxPrefix}${client.memberId}`,
    null,
  )
  const [asked, setAsked] = useState<{ stamp: string; error: string | null }>()
  const [tries, setTries] = useState(0)
  const own = handle?.state
  const isHere = own !== undefined && own !== null && (handle?.phase === 'ready' || own.version > 0)
  const entries = isHere ? inboxOf(own.records('notification')) : null
  const stamp = entries === null ? null : JSON.stringify([tries, entries.map(({ id, at, board }) => [id, at, board])])
  useEffect(() => {
    if (stamp === null) return undefined
    let wanted = true
    client.query<{ readonly subjects: readonly InboxSubject[] }>('inbox.list', {}).then(
      (answer) => {
        if (!wanted) return
        setSubjects(answer.subjects)
        setAsked({ stamp, error: null })
      },
      (error: unknown) => wanted && setAsked({ stamp, error: sayError(error) }),
    )
    return () => {
      wanted = false
    }
  }, [client, stamp, setSubjects])
  const retry = (): void => setTries(tries + 1)
  if (entries === null || (subjects === null && asked === undefined)) return { entries: null, error: null, retry }
  if (subjects === null) return { entries: null, error: asked?.error ?? null, retry }
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const isMuted = (id: string): boolean => own?.record('mute', id) !== undefined
  return {
    entries: entries.flatMap((entry) => {
      const subject = byId.get(entry.id)
      return subject ? [{ ...entry, subject, muted: { item: isMuted(entry.id), board: isMuted(subject.board) } }] : []
    }),
    error: null,
    retry,
  }
}
