import { sameJson, scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { HomeAnswer, HomeColumn, HomeItem } from '@fulcrum/protocol'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useClient, useClientStatus } from '../../shell/world.tsx'
import { useKeptHome } from './use-kept-home.ts'

/** While home is looked at, it is never older than this, whatever nobody told of. */
const FRESH_MS = 30_000

/** What happens together is asked for once. */
const SETTLE_MS = 250

/** Under these names this browser keeps what home shows, and all of somebody's work. */
const keptHome = 'home.mine'
const keptAll = 'home.mine all'

/** A cell that was set here and that no answer has yet. */
interface Assumed {
  readonly column: number
  readonly value: Json
}

interface Home {
  /** The latest answer; until there is one, what this browser kept of those before; null where that is nothing. */
  readonly answer: HomeAnswer | null
  /** Where nothing could be asked yet. */
  readonly error: Trouble | null
  readonly retry: () => void
  /** Sets a cell of an item; it stands at once. */
  readonly set: (item: HomeItem, column: HomeColumn, value: Json) => void
}

/**
 * What is the reader's, over all boards; `all` of it, or what home shows. Asked again when their inbox or the account tells of
 * something, and now and then while it is looked at. This browser keeps what stands, for when nobody can be asked.
 */
export function useHome({ all = false }: { readonly all?: boolean } = {}): Home {
  const client = useClient()
  const { link, queued } = useClientStatus()
  const online = link.state === 'online'
  const isSent = queued === 0
  const [name, other] = all ? [keptAll, keptHome] : [keptHome, keptAll]
  const { kept, keep, drop, amend } = useKeptHome(name)
  const [answer, setAnswer] = useState<HomeAnswer | null>(null)
  const [error, setError] = useState<Trouble | null>(null)
  const [assumed, setAssumed] = useState<ReadonlyMap<string, Assumed>>(new Map())
  const asked = useRef(0)
  /** How many cells that were set here have no answer yet, after which the page asks. */
  const setting = useRef(0)
  const stands = answer ?? kept
  const shown = useMemo(() => stands && withAssumed(stands, assumed), [stands, assumed])
  const lastShown = useRef(shown)
  useLayoutEffect(() => {
    lastShown.current = shown
  })

  const query = useCallback(() => client.query<HomeAnswer>('home.mine', all ? { all } : {}), [client, all])

  const ask = useCallback(() => {
    const mine = ++asked.current
    query().then(
      (next) => {
        if (mine !== asked.current) return
        setAnswer((before) => (before !== null && sameJson(asJson(before), asJson(next)) ? before : next))
        setError(null)
      },
      (problem: unknown) => {
        if (mine !== asked.current) return
        const trouble = troubleOf(problem)
        setError(trouble)
        if (trouble.kind !== 'refused') return
        // Whoever may not read it is shown nothing that was kept of it either.
        setAnswer(null)
        drop()
      },
    )
  }, [drop, query])

  // What was set without a connection stands here before the server has it: no answer is asked for until it was sent.
  useEffect(() => {
    if (online && (isSent || lastShown.current === null) && setting.current === 0) ask()
  }, [ask, isSent, online])

  useEffect(() => {
    if (shown !== null && shown !== kept) keep(shown)
  }, [keep, kept, shown])

  useEffect(() => {
    if (!online) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    /** Something happened that was not seen, because the page was hidden. */
    let missed = false
    const askIn = (ms: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (document.hidden) missed = true
        else ask()
        askIn(FRESH_MS)
      }, ms)
    }
    const look = (): void => {
      if (document.hidden || !missed) return
      missed = false
      ask()
    }
    // What concerns the reader comes into their inbox; boards, people and days are the account's.
    const told = [scopeOf('user', client.memberId), scopeOf('account', client.accountId)].map((scope) => {
      const handle = client.open(scope)
      const stop = handle.subscribe(({ kind }) => kind === 'changed' && askIn(SETTLE_MS))
      return () => {
        stop()
        handle.close()
      }
    })
    askIn(FRESH_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      for (const stop of told) stop()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
      asked.current += 1
    }
  }, [ask, client, online])

  const set = useCallback<Home['set']>(
    (item, column, value) => {
      const key = `${item.id} ${column.number}`
      const entry: Assumed = { column: column.number, value }
      setAssumed((before) => new Map(before).set(key, entry))
      setting.current += 1
      // Nobody can be asked there either.
      if (!online) amend(other, (answer) => withAssumed(answer, new Map([[key, entry]])))
      const args = { board: item.board, column: column.number, rows: [item.id], values: [value] }
      const { done } = client.run('item.setCells', args, { from: scopeOf('account', client.accountId) })
      void done.then(async () => {
        const mine = ++asked.current
        const next = await query().catch(() => null)
        setting.current -= 1
        if (next !== null && mine === asked.current) setAnswer(next)
        setAssumed((before) => {
          if (before.get(key) !== entry) return before
          const rest = new Map(before)
          rest.delete(key)
          return rest
        })
      })
    },
    [amend, client, online, other, query],
  )
  return { answer: shown, error: shown === null ? error : null, retry: ask, set }
}

function asJson(answer: HomeAnswer): Json {
  // @NOTE an answer is JSON.
  return answer as unknown as Json
}

/** The answer with the cells that were set since; where an item stands follows with the server's word. */
function withAssumed(answer: HomeAnswer, assumed: ReadonlyMap<string, Assumed>): HomeAnswer {
  if (assumed.size === 0) return answer
  const boards = new Map(answer.boards.map((board) => [board.id, board]))
  const items = answer.items.map((item) => {
    const board = boards.get(item.board)
    const status = board?.status ? assumed.get(`${item.id} ${board.status.number}`) : undefined
    const due = board?.due ? assumed.get(`${item.id} ${board.due.number}`) : undefined
    return { ...item, ...(status && { status: status.value }), ...(due && { due: due.value }) }
  })
  return { ...answer, items }
}
