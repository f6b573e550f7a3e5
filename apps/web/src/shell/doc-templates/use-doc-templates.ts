import { scopeOf } from '@fulcrum/domain'
import type { DocTemplate } from '@fulcrum/protocol'
import { useCallback, useEffect, useState } from 'react'
import { troubleOf, type Trouble } from '../trouble.ts'
import { useClient } from '../world.tsx'

interface DocTemplates {
  /** Undefined until the server has answered. */
  readonly own: readonly DocTemplate[] | undefined
  /** Where the latest question was not answered. */
  readonly error: Trouble | null
  readonly ask: () => void
}

/** What people here have saved as templates of docs, asked for again whenever the account tells of a change. */
export function useDocTemplates(): DocTemplates {
  const client = useClient()
  const [own, setOwn] = useState<readonly DocTemplate[]>()
  const [error, setError] = useState<Trouble | null>(null)
  const ask = useCallback(() => {
    client.query<{ readonly templates: readonly DocTemplate[] }>('doc.templates', {}).then(
      ({ templates }) => {
        setOwn(templates)
        setError(null)
      },
      (problem: unknown) => setError(troubleOf(problem)),
    )
  }, [client])
  useEffect(() => {
    ask()
    const account = client.open(scopeOf('account', client.accountId))
    const stop = account.subscribe(({ kind }) => {
      if (kind === 'changed' || kind === 'replaced') ask()
    })
    return () => {
      stop()
      account.close()
    }
  }, [client, ask])
  return { own, error, ask }
}
