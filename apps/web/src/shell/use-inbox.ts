import { inboxOf, scopeOf } from '@fulcrum/domain'
import type { Notification } from '@fulcrum/domain'
import type { InboxSubject } from '@fulcrum/protocol'
import { useEffect, useState } from 'react'
import { keptInboxPrefix } from './kept.ts'
import { troubleOf, type Trouble } from './trouble.ts'
import { useScope } from './use-scope.ts'
import { useStored } from './use-stored.ts'
import { useClient } from './world.tsx'

/** An entry with what it is about. */
export interface InboxEntry extends Notification {
  readonly subject: InboxSubject
}

export interface Inbox {
  /** The latest first; null until they are known. */
  readonly entries: readonly InboxEntry[] | null
  /** Where it could not be asked what they are about; those of which that is known from before stand in `entries`. */
  readonly error: Trouble | null
  readonly retry: () => void
}

/** The entries of one's own inbox. Their names are asked for; those that were told last are kept for when nobody can be asked. */
export function useInbox(): Inbox {
  const client = useClient()
  const handle = useScope(scopeOf('user', client.memberId))
  const [kept, setSubjects] = useStored<readonly InboxSubject[] | null>(`${keptInboxPrefix}${client.memberId}`, null)
  const [asked, setAsked] = useState<{ stamp: string; error: Trouble | null }>()
  const [tries, setTries] = useState(0)
  // @NOTE what another version of these pages kept may say nothing of it.
  const subjects = kept === null ? null : kept.filter(({ about }) => about !== undefined)
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
      (error: unknown) => {
        if (!wanted) return
        const trouble = troubleOf(error)
        // Whoever may not read it is shown nothing that was kept of it either.
        if (trouble.kind === 'refused') setSubjects(null)
        setAsked({ stamp, error: trouble })
      },
    )
    return () => {
      wanted = false
    }
  }, [client, stamp, setSubjects])
  const retry = (): void => setTries(tries + 1)
  if (entries === null || (subjects === null && asked === undefined)) return { entries: null, error: null, retry }
  // Until there is another answer, what the last one said stands.
  const error = asked?.error ?? null
  if (subjects === null) return { entries: null, error, retry }
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const isUnknown = entries.some(({ id }) => !byId.has(id))
  const known = entries.flatMap((entry) => {
    const subject = byId.get(entry.id)
    return subject ? [{ ...entry, subject }] : []
  })
  return {
    // Whether there is nothing is known only once it was asked.
    entries: known.length === 0 && isUnknown && asked?.stamp !== stamp ? null : known,
    // Nobody is troubled by a question whose answer is here already.
    error: isUnknown ? error : null,
    retry,
  }
}
