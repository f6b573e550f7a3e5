import type { DocTemplate, TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import type { DocCommands } from './doc-commands.ts'
import { post, sayError } from './http.ts'
import { docPath } from './paths.ts'
import { useGo } from './router/router-context.tsx'
import { useWorld } from './world.tsx'

const longestName = 200

/** Where a doc is made. */
export type DocPlace = Omit<Parameters<DocCommands['create']>[0], 'name'>

interface DocOrder {
  readonly name: string
  readonly place?: DocPlace
  readonly template?: { readonly description?: string }
}

type Named = Pick<TreeDoc, 'id' | 'name'>

/** Docs that are made with what another one says. Each says what it made and offers to take it back. */
export interface DocCopies {
  /** Makes a copy beside the doc, and opens it. */
  readonly duplicate: (doc: Named) => void
  readonly saveTemplate: (doc: Named, template: { readonly name: string; readonly description: string }) => void
  /** Makes a doc of a template, and opens it. */
  readonly use: (template: Pick<DocTemplate, 'id' | 'name'>, place: DocPlace) => void
}

export function useDocCopies(): DocCopies {
  const { client, toasts } = useWorld()
  const go = useGo()
  return useMemo<DocCopies>(() => {
    const copy = (from: string, order: DocOrder, said: (name: string) => string, opened: boolean) =>
      void post<{ readonly id: string }>(`/docs/${from}/copies`, order).then(
        ({ id }) => {
          const { name } = order
          const takeBack = (): void => {
            // Its own page would be the first to say that it is gone.
            if (opened && location.pathname.endsWith(docPath(id))) go(docPath(from))
            void client.run('doc.delete', { doc: id })
          }
          if (opened) go(docPath(id))
          toasts.show({ text: said(name), icon: 'undo', action: { title: t('Undo'), onSelect: takeBack } })
        },
        (error: unknown) => toasts.show({ text: sayError(error), icon: 'warning', tone: 'danger' }),
      )
    const made = (name: string): string => t('“{name}” is made.', { name })
    return {
      duplicate: ({ id, name }) => copy(id, { name: t('Copy of {name}', { name }).slice(0, longestName) }, made, true),
      saveTemplate: ({ id }, { name, description }) => {
        const template = description.trim() === '' ? {} : { description: description.trim() }
        copy(id, { name, template }, (saved) => t('The template “{name}” is saved.', { name: saved }), false)
      },
      use: ({ id, name }, { workspace, folder, on }) =>
        copy(id, { name, place: { workspace, folder, ...(on && { on }) } }, made, true),
    }
  }, [client, toasts, go])
}
