import type { Client } from '@fulcrum/client'
import { scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { IconName, ToastStore } from '@fulcrum/ui'

/** Runs commands on one board, and says what was done where it can be taken back with a click. */
export interface Runner {
  readonly boardId: string
  readonly newId: () => string
  /** One command; its effect stands when this returns. */
  readonly run: (command: string, args: { readonly [name: string]: Json }) => Promise<Answer>
  /** Says what several commands did together, with a way back. */
  readonly say: (text: string, answers: readonly Promise<Answer>[], icon?: IconName) => void
}

/** Makes the runner of a board. Refusals are told by the shell, which hears all of them. */
export function createRunner(client: Client, toasts: ToastStore, boardId: string): Runner {
  const takeBack = async (answers: readonly Promise<Answer>[]): Promise<void> => {
    const done = await Promise.all(answers)
    for (const answer of done.toReversed()) {
      if (!answer.ok || answer.change === undefined) continue
      const at = Object.entries(answer.versions).map(([scope, version]) => ({ scope, version }))
      client.run('change.undo', { change: answer.change, at })
    }
  }
  return {
    boardId,
    newId: () => client.newId(),
    run: (command, args) => client.run(command, { board: boardId, ...args }).done,
    say: (text, answers, icon) => {
      const gone = toasts.show({
        text,
        key: scopeOf('board', boardId),
        action: { title: 'Undo', onSelect: () => void takeBack(answers) },
        ...(icon !== undefined && { icon }),
      })
      // What was refused is said by the refusal.
      void Promise.all(answers).then((all) => {
        if (!all.some(({ ok }) => ok)) gone()
      })
    },
  }
}

/** Cuts a list into parts that one command takes. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size))
  return parts
}

/** `3 items`, `1 item`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
