import type { Client } from '@fulcrum/client'
import { scopeOf } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { useSyncExternalStore } from 'react'
import { byRank } from './account.ts'
import { keptTreePrefix } from './kept.ts'
import { useClient } from './world.tsx'

const REFRESH_AFTER_MS = 60

interface DocList {
  readonly docs: () => readonly TreeDoc[]
  /** Asks anew; resolves once it is answered, or cannot be. */
  readonly ask: () => Promise<void>
  readonly subscribe: (listener: () => void) => () => void
}

const lists = new WeakMap<Client, DocList>()

/** The docs that this person may see, in their order, asked for again whenever the account tells of a change. */
export function useDocs(): readonly TreeDoc[] {
  const client = useClient()
  const list = listOf(client)
  return useSyncExternalStore(list.subscribe, list.docs)
}

/** Asks for the docs now. Resolves once they are here; where they cannot be asked for, what was seen last stays. */
export function refreshDocs(client: Client): Promise<void> {
  return listOf(client).ask()
}

function listOf(client: Client): DocList {
  const list = lists.get(client) ?? createDocList(client)
  lists.set(client, list)
  return list
}

/** Asks while somebody listens. What was seen last stands at once, also without a connection. */
function createDocList(client: Client): DocList {
  const place = `${keptTreePrefix}docs.${client.memberId}`
  const listeners = new Set<() => void>()
  let docs = read(place)
  let stop: (() => void) | null = null

  function ask(): Promise<void> {
    return client.query<{ readonly docs: readonly TreeDoc[] }>('doc.list', {}).then(
      (answer) => {
        const next = [...answer.docs].sort(byRank)
        const text = JSON.stringify(next)
        if (text === JSON.stringify(docs)) return
        docs = next
        try {
          localStorage.setItem(place, text)
        } catch {
          // The browser's place is full: it is asked for each time.
        }
        for (const listener of listeners) listener()
      },
      // What was seen last stays.
      () => undefined,
    )
  }

  function start(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasOnline = false
    const handle = client.open(scopeOf('account', client.accountId))
    const stops = [
      handle.subscribe(({ kind }) => {
        if (kind !== 'changed' && kind !== 'replaced') return
        clearTimeout(timer)
        timer = setTimeout(() => void ask(), REFRESH_AFTER_MS)
      }),
      client.onStatus(({ link }) => {
        const online = link.state === 'online'
        if (online && !wasOnline) void ask()
        wasOnline = online
      }),
      () => clearTimeout(timer),
      () => handle.close(),
    ]
    void ask()
    return () => {
      for (const each of stops) each()
    }
  }

  return {
    docs: () => docs,
    ask,
    subscribe: (listener) => {
      listeners.add(listener)
      stop ??= start()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
  }
}

function read(place: string): readonly TreeDoc[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    // @NOTE only `createDocList` writes there, in some versions without items.
    return Array.isArray(kept) ? (kept as TreeDoc[]).map((doc) => ({ ...doc, itemId: doc.itemId ?? null })) : []
  } catch {
    return []
  }
}
