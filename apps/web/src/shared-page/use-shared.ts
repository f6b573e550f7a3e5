import { DomainError } from '@fulcrum/domain/errors'
import { appHref } from '@fulcrum/ui/app-href'
import type { SharedBoard, SharedNews, SharedOpen } from '@fulcrum/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { post, sayError } from '../shell/http.ts'
import { troubleOf, type Trouble } from '../shell/trouble.ts'

/** How far the board of a link is. */
export type SharedState =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly shared: SharedBoard }
  /** `wrong` is what was said of the password that was given last. */
  | { readonly is: 'password'; readonly wrong?: string }
  | { readonly is: 'over'; readonly why: 'expired' | 'gone'; readonly text: string }
  | { readonly is: 'failed'; readonly trouble: Trouble }

const AGAIN_MS = 5_000

/** Opens the board of a link, keeps it as it is by now, and says when the link ends. */
export function useShared(token: string) {
  const [state, setState] = useState<SharedState>({ is: 'opening' })
  const pass = useRef<string>(undefined)
  const path = `/shared/${encodeURIComponent(token)}`

  const open = useCallback(
    async (order: SharedOpen = {}): Promise<void> => {
      const known = pass.current
      try {
        const shared = await post<SharedBoard>(path, known === undefined ? order : { ...order, pass: known })
        pass.current = shared.pass
        setState({ is: 'open', shared })
      } catch (error) {
        const next = stateOf(error, order)
        if (next.is !== 'failed') pass.current = undefined
        // What is here can be read on while the server cannot be reached.
        setState((before) => (next.is === 'failed' && before.is === 'open' ? before : next))
      }
    },
    [path],
  )

  useEffect(() => void open(), [open])

  const isOpen = state.is === 'open'
  useEffect(() => {
    if (!isOpen) return undefined
    const gone = new AbortController()
    void follow(`${path}/live`, () => pass.current ?? '', { open, signal: gone.signal })
    return () => gone.abort()
  }, [isOpen, path, open])

  return { state, open }
}

/** Listens for as long as the page is open, also after the connection was lost. */
async function follow(
  path: string,
  pass: () => string,
  { open, signal }: { readonly open: () => Promise<void>; readonly signal: AbortSignal },
): Promise<void> {
  for (let times = 0; !signal.aborted; times += 1) {
    try {
      // Whoever was away may have missed something.
      if (times > 0) await open()
      if (signal.aborted) return
      const body = JSON.stringify({ pass: pass() })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(appHref(path), { method: 'POST', headers, body, signal })
      if (response.ok && response.body !== null) {
        for await (const news of linesOf(response.body)) if (news.t !== 'here') await open()
      }
    } catch {
      // The connection was cut: it is tried again.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncIterable<SharedNews> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    // @NOTE the server's own lines.
    for (const line of lines) if (line !== '') yield JSON.parse(line) as SharedNews
  }
}

function stateOf(error: unknown, { password }: SharedOpen): SharedState {
  const text = sayError(error)
  const reason = error instanceof DomainError ? error.details['reason'] : undefined
  if (reason === 'password') return { is: 'password' }
  if (reason === 'wrong') return { is: 'password', wrong: text }
  if (reason === 'expired') return { is: 'over', why: 'expired', text }
  // Who gave none was only asking too often.
  if (error instanceof DomainError && error.code === 'too-many' && password !== undefined)
    return { is: 'password', wrong: text }
  if (error instanceof DomainError && error.code === 'not-found') return { is: 'over', why: 'gone', text }
  return { is: 'failed', trouble: troubleOf(error) }
}
