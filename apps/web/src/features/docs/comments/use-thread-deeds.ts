import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useClient, useToasts } from '../../../shell/client-context.tsx'
import type { PickedWords } from './words.ts'

/** What can be done to what is said of a doc. What says something is false where it was refused. */
export interface ThreadDeeds {
  /** Begins a thread on words. */
  readonly begin: (id: string, words: PickedWords, body: string) => Promise<boolean>
  readonly reply: (thread: string, body: string) => Promise<boolean>
  readonly edit: (comment: string, body: string) => Promise<boolean>
  readonly remove: (comment: string) => void
  readonly resolve: (thread: string, resolved: boolean) => void
}

export function useThreadDeeds(doc: string): ThreadDeeds {
  const client = useClient()
  const toasts = useToasts()
  return useMemo<ThreadDeeds>(() => {
    const run = async (command: string, args: object): Promise<boolean> =>
      (await client.run(command, { doc, ...args } as never).done).ok
    const runWithUndo = (
      { text, icon }: { readonly text: string; readonly icon: IconName },
      command: string,
      args: object,
      back: readonly [string, object],
    ): void => {
      void run(command, args).then((ok) => {
        if (!ok) return
        toasts.show({ text, icon, action: { title: t('Undo'), onSelect: () => void run(...back) } })
      })
    }
    return {
      begin: (id, { anchor, quote }, body) => run('doc.comment', { id, anchor, quote, body }),
      reply: (parent, body) => run('doc.comment', { id: client.newId(), parent, body }),
      edit: (id, body) => run('doc.editComment', { id, body }),
      remove: (id) =>
        runWithUndo({ text: t('Comment taken away.'), icon: 'trash' }, 'doc.deleteComment', { id }, [
          'doc.restoreComment',
          { id },
        ]),
      resolve: (id, resolved) => {
        if (!resolved) return void run('doc.resolveThread', { id, resolved })
        const back = ['doc.resolveThread', { id, resolved: false }] as const
        runWithUndo({ text: t('Thread resolved.'), icon: 'check' }, 'doc.resolveThread', { id, resolved }, back)
      },
    }
  }, [client, toasts, doc])
}
