import { useState } from 'react'
import { useClient } from '../../shell/client-context.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { withEarlier, withLatest, type ActivityPage } from './activity-pages.ts'
import { useQuery } from './use-query.ts'

const pageSize = 100

/** What happened to an item, as far back as it was asked for; `error` is why the latest question had no answer. */
interface Activity {
  readonly shown: ActivityPage | null
  readonly error: Trouble | null
  readonly retry: () => void
  /** Whether an earlier page is on its way. */
  readonly busy: boolean
  /** Asks for the page before; resolves once it is shown, or could not be had. */
  readonly askEarlier: () => Promise<void>
}

/** The log of an item, asked again whenever `stamp` differs; earlier pages stay. */
export function useActivity(board: string, row: number, stamp: number): Activity {
  const client = useClient()
  const { answer, error, retry } = useQuery<ActivityPage>('item.activity', { board, row, limit: pageSize }, stamp)
  const [shown, setShown] = useState<ActivityPage | null>(null)
  const [earlierError, setEarlierError] = useState<Trouble | null>(null)
  const [busy, setBusy] = useState(false)
  const [taken, setTaken] = useState<ActivityPage | null>(null)
  if (answer !== null && answer !== taken) {
    setTaken(answer)
    setShown(withLatest(shown, answer))
  }

  const askEarlier = async (): Promise<void> => {
    const cursor = shown?.next
    if (busy || cursor === undefined || cursor === null) return
    setBusy(true)
    setEarlierError(null)
    await client.query<ActivityPage>('item.activity', { board, row, limit: pageSize, cursor }).then(
      (page) => setShown((before) => before && withEarlier(before, page)),
      (failure: unknown) => setEarlierError(troubleOf(failure)),
    )
    setBusy(false)
  }

  return { shown, error: earlierError ?? error, retry, busy, askEarlier }
}
