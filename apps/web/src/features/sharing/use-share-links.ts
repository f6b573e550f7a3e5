import type { ShareChange, ShareLink, ShareMake } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useRef, useState } from 'react'
import { copyText } from '../../shell/copy.ts'
import { get, post, sayError } from '../../shell/http.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useToasts } from '../../shell/world.tsx'

/** How often a window that is looked at asks again: whoever has a link tells nobody here that they used it. */
const freshMs = 15_000

/** The links of a board: undefined until they are here. Asked for again while they are looked at, and when they come to be allowed, or not. */
export function useShareLinks(board: string, allowed: boolean) {
  const toasts = useToasts()
  const [links, setLinks] = useState<readonly ShareLink[]>()
  const [error, setError] = useState<Trouble>()

  /** Of answers the last question's counts alone: an earlier one knows nothing of what was done here since. */
  const turn = useRef(0)

  const load = useCallback(() => {
    turn.current += 1
    const asked = turn.current
    get<{ readonly links: readonly ShareLink[] }>(`/shares/${board}`).then(
      (answer) => {
        if (turn.current !== asked) return
        setError(undefined)
        setLinks(answer.links)
      },
      (failed: unknown) => turn.current === asked && setError(troubleOf(failed)),
    )
  }, [board])
  useEffect(load, [load, allowed])
  const isHere = links !== undefined
  useEffect(() => {
    if (!isHere) return undefined
    const look = (): void => {
      if (!document.hidden) load()
    }
    const timer = setInterval(look, freshMs)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
    }
  }, [load, isHere])

  /** Puts what was done here into the list, and asks for all of it: an answer that is on its way is too old. */
  const put = (change: (before: readonly ShareLink[]) => readonly ShareLink[]): void => {
    setLinks((before = []) => change(before))
    load()
  }

  const copy = (link: ShareLink): void => {
    if (link.url === null) return
    void copyText(link.url).then((copied) =>
      toasts.show({
        text: copied ? t('Link copied.') : t('The link could not be copied.'),
        icon: 'link',
        key: 'copied',
      }),
    )
  }
  const failed = (problem: unknown): void =>
    void toasts.show({ icon: 'warning', tone: 'danger', text: sayError(problem) })

  return {
    links,
    /** A list that is here stays when it cannot be had anew. */
    error: isHere ? undefined : error,
    load,
    copy,
    /** Makes one and copies it; false where that is refused. */
    make: async (order: Omit<ShareMake, 'board'>): Promise<boolean> => {
      try {
        const made = await post<ShareLink>('/shares/make', { ...order, board })
        put((before) => [made, ...before])
        copy(made)
        return true
      } catch (problem) {
        failed(problem)
        return false
      }
    },
    change: async (id: string, change: Omit<ShareChange, 'board' | 'id'>): Promise<boolean> => {
      try {
        const changed = await post<ShareLink>('/shares/change', { ...change, board, id })
        put((before) => before.map((link) => (link.id === id ? changed : link)))
        return true
      } catch (problem) {
        failed(problem)
        return false
      }
    },
    revoke: async (id: string): Promise<void> => {
      try {
        await post('/shares/revoke', { board, id })
        put((before) => before.filter((link) => link.id !== id))
        toasts.show({
          icon: 'link',
          text: t('The link is revoked. Pages that were open by it are closed.'),
          key: 'revoked',
        })
      } catch (problem) {
        failed(problem)
      }
    },
  }
}

export type ShareLinks = ReturnType<typeof useShareLinks>
