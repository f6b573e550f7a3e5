import { scopeOf } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import { useWorld } from './world.tsx'

interface ItemOnBoard {
  readonly board: string
  readonly item: string
}

/** What can be done to docs. What takes one away says so and offers to take it back. */
export interface DocCommands {
  /** Makes a doc; resolves with its id once it stands, or null if refused. */
  readonly create: (doc: {
    readonly workspace: string
    readonly folder: string | null
    readonly name: string
    /** The item on which it is made: whoever may read its board may read the doc. */
    readonly on?: ItemOnBoard
  }) => Promise<string | null>
  /** Puts a doc on an item, where undo takes it off again. */
  readonly putOn: (doc: Pick<TreeDoc, 'id' | 'name'>, on: ItemOnBoard) => void
  /** Takes a doc off its item; with a board it is undone there, else in the doc. */
  readonly takeOff: (doc: Pick<TreeDoc, 'id' | 'name'>, board: string | null) => void
  readonly rename: (doc: string, name: string) => void
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
      create: async ({ workspace, folder, name, on }) => {
        const doc = client.newId()
        const place = { doc, workspace, folder, name, ...(on && { on: { ...on } }) }
        const answer = await client.run('doc.create', place).done
        return answer.ok ? doc : null
      },
      putOn: ({ id: doc, name }, on) => {
        const from = scopeOf('board', on.board)
        void client.run('doc.setItem', { doc, on: { ...on } }, { from }).done.then((answer) => {
          if (answer.ok) toasts.show({ text: t('“{name}” is on this item.', { name }), icon: 'check' })
        })
      },
      takeOff: ({ id: doc, name }, board) => {
        const from = board === null ? scopeOf('doc', doc) : scopeOf('board', board)
        void client.run('doc.setItem', { doc, on: null }, { from }).done.then((answer) => {
          const back = { title: t('Undo'), onSelect: () => void client.undo(scopeOf('doc', doc)) }
          if (answer.ok) toasts.show({ text: t('“{name}” is on no item.', { name }), icon: 'undo', action: back })
        })
      },
      rename: (doc, name) => void client.run('doc.update', { doc, name }),
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
