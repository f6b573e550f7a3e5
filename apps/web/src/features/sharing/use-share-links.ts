import type { ShareChange, ShareLink, ShareMake } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useState } from 'react'
import { copyText } from '../../shell/copy.ts'
import { get, post, sayError } from '../../shell/http.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useToasts } from '../../shell/world.tsx'

/** The links of a board: undefined until they are here. Asked for again when they come to be allowed, or not. */
export function useShareLinks(board: string, allowed: boolean) {
  const toasts = useToasts()
  const [links, setLinks] = useState<readonly ShareLink[]>()
  const [error, setError] = useState<Trouble>()

  const load = useCallback(() => {
    get<{ readonly links: readonly ShareLink[] }>(`/shares/${board}`).then(
      (answer) => {
        setError(undefined)
        setLinks(answer.links)
      },
      (failed: unknown) => setError(troubleOf(failed)),
    )
  }, [board])
  useEffect(load, [load, allowed])

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
    error,
    load,
    copy,
    /** Makes one and copies it; false where that is refused. */
    make: async (order: Omit<ShareMake, 'board'>): Promise<boolean> => {
      try {
        const made = await post<ShareLink>('/shares/make', { ...order, board })
        setLinks((before = []) => [made, ...before])
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
        setLinks((before) => before?.map((link) => (link.id === id ? changed : link)))
        return true
      } catch (problem) {
        failed(problem)
        return false
      }
    },
    revoke: async (id: string): Promise<void> => {
      try {
        await post('/shares/revoke', { board, id })
        setLinks((before) => before?.filter((link) => link.id !== id))
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
