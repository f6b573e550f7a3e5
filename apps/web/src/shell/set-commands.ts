import type { Json } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useTree } from './tree-context.tsx'
import { useWorld } from './world.tsx'

/** Where boards go that are made together. */
export interface SetPlace {
  readonly workspace: string
  readonly folder?: string | null
  readonly newFolder?: { readonly id: string; readonly name: string }
}

/** What a copy of boards is. */
export interface CopyOrder extends SetPlace {
  readonly boards: readonly { readonly from: string; readonly to: string; readonly name?: string }[]
  readonly items: boolean
  readonly template?: { readonly id: string; readonly name: string; readonly description?: string }
}

/** Commands that make several boards, or change several, at once. Each says what it did and offers to take it back. */
export interface SetCommands {
  readonly build: (order: SetPlace & { readonly boards: readonly object[] }, said: string) => Promise<boolean>
  readonly copy: (order: CopyOrder, said: string) => Promise<boolean>
  readonly updateTemplate: (boards: readonly string[], change: object, said: string) => Promise<boolean>
}

export function useSetCommands(): SetCommands {
  const { client, toasts } = useWorld()
  const { refresh } = useTree()
  const takeBack = async ({ change, versions }: Extract<Answer, { ok: true }>): Promise<void> => {
    const at = Object.entries(versions).map(([scope, version]) => ({ scope, version }))
    await client.run('change.undo', { change: change ?? '', at }).done
    refresh()
  }
  const run = async (command: string, args: object, text: string): Promise<boolean> => {
    // @NOTE orders are JSON; what is undefined in them is not sent.
    const answer = await client.run(command, args as Json).done
    refresh()
    if (!answer.ok) return false
    toasts.show({ text, icon: 'undo', action: { title: t('Undo'), onSelect: () => void takeBack(answer) } })
    return true
  }
  return {
    build: (order, said) => run('board.build', order, said),
    copy: (order, said) => run('board.duplicate', order, said),
    updateTemplate: (boards, change, said) => run('template.update', { boards, ...change }, said),
  }
}
