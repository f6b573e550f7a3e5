import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useWorld } from './world.tsx'

/** What can be done to docs. What takes one away says so and offers to take it back. */
export interface DocCommands {
  /** Makes a doc; resolves with its id once it stands, or null if refused. */
  readonly create: (doc: {
    readonly workspace: string
    readonly folder: string | null
    readonly name: string
    readonly access?: TreeDoc['access']
  }) => Promise<string | null>
  readonly rename: (doc: string, name: string) => void
  readonly move: (
    doc: Pick<TreeDoc, 'id' | 'name'>,
    to: { readonly workspace: string; readonly folder: string | null },
  ) => void
  readonly archive: (doc: Pick<TreeDoc, 'id' | 'name'>) => void
  readonly unarchive: (doc: string) => void
  readonly remove: (doc: Pick<TreeDoc, 'id' | 'name'>) => void
  readonly restore: (doc: string) => void
}

export function useDocCommands(): DocCommands {
  const { client, toasts } = useWorld()
  return useMemo<DocCommands>(() => {
    const take = (text: string, command: string, args: object, back: () => void): void => {
      void client.run(command, args as never).done.then((answer) => {
        if (answer.ok) toasts.show({ text, icon: 'undo', action: { title: t('Undo'), onSelect: back } })
      })
    }
    return {
      create: async ({ workspace, folder, name, access = 'main' }) => {
        const doc = client.newId()
        const answer = await client.run('doc.create', { doc, workspace, folder, name, access }).done
        return answer.ok ? doc : null
      },
      rename: (doc, name) => void client.run('doc.update', { doc, name }),
      move: ({ id: doc, name }, to) =>
        take(t('“{name}” is moved.', { name }), 'doc.update', { doc, ...to }, () => void client.undo(`doc:${doc}`)),
      archive: ({ id: doc, name }) =>
        take(t('“{name}” is archived.', { name }), 'doc.archive', { doc, archived: true }, () =>
          client.run('doc.archive', { doc, archived: false }),
        ),
      unarchive: (doc) => void client.run('doc.archive', { doc, archived: false }),
      remove: ({ id: doc, name }) =>
        take(t('“{name}” is in the trash for 30 days.', { name }), 'doc.delete', { doc }, () =>
          client.run('doc.restore', { doc }),
        ),
      restore: (doc) => void client.run('doc.restore', { doc }),
    }
  }, [client, toasts])
}
