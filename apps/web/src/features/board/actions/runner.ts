import type { Client } from '@fulcrum/client'
import { scopeOf } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import type { Answer } from '@fulcrum/protocol'
import type { IconName, ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { sayError } from '../../../shell/http.ts'
import { sayUses } from '../../../shell/late-words.ts'
import type { Doomed } from '../../../shell/say-uses.ts'
import type { Work } from '../../../shell/take-back.ts'

/** A command on the board, to be run. */
export interface Step {
  readonly command: string
  readonly args: { readonly [name: string]: Json }
}

/** Runs commands on one board, and says what was done where it can be taken back with a click. */
export interface Runner {
  readonly boardId: string
  readonly newId: () => string
  /** One command; its effect stands when this returns. */
  readonly run: (command: string, args: Step['args']) => Promise<Answer>
  /** Asks the server a question about the board. */
  readonly ask: <T>(query: string, args: Step['args']) => Promise<T>
  /** Several commands as one piece of work, or as more of one that was begun. */
  readonly all: (steps: readonly Step[], begun?: string) => Work
  /** Says what was deleted, with a way back, and what hung on it once that is known. */
  readonly remove: (text: string, work: Work, doomed: Omit<Doomed, 'board'>) => void
  /** Says why something was not done. */
  readonly refuse: (text: string) => void
  /** Says what was done, with a way back. */
  readonly say: (text: string, work: Work, icon?: IconName) => void
}

/** Makes the runner of a board. Refusals are told by the shell, which hears all of them. */
export function createRunner(client: Client, toasts: ToastStore, boardId: string): Runner {
  const key = scopeOf('board', boardId)
  const say = (text: string, work: Work, icon?: IconName, onUndo?: () => void): void => {
    const undo = (): void => {
      onUndo?.()
      import('../../../shell/take-back.ts')
        .then(({ takeBack }) => takeBack(client, work))
        .catch((error: unknown) => toasts.show({ icon: 'warning', tone: 'danger', text: sayError(error) }))
    }
    const gone = toasts.show({
      text,
      key,
      action: { title: t('Undo'), onSelect: undo },
      ...(icon !== undefined && { icon }),
    })
    // What was refused is said by the refusal.
    void Promise.all(work.answers).then((all) => {
      if (!all.some(({ ok }) => ok)) gone()
    })
  }
  return {
    boardId,
    newId: () => client.newId(),
    run: (command, args) => client.run(command, { board: boardId, ...args }).done,
    ask: (query, args) => client.query(query, { board: boardId, ...args }),
    // What is done on another board from here is taken back from here, too.
    all: (steps, begun) => {
      const batch = begun ?? (steps.length > 1 ? client.newId() : null)
      const options = batch === null ? {} : { batch }
      return {
        batch,
        answers: steps.map(({ command, args }) => {
          const from = args['board'] === undefined ? {} : { from: scopeOf('board', boardId) }
          return client.run(command, { board: boardId, ...args }, { ...options, ...from }).done
        }),
      }
    },
    remove: (text, work, doomed) => {
      let isUndone = false
      say(text, work, 'trash', () => (isUndone = true))
      void sayUses(client, { board: boardId, ...doomed }).then((uses) => {
        // What was done since has its own way back in that place.
        const isOther = toasts.snapshot().some((toast) => toast.key === key && toast.text !== text)
        if (uses !== null && !isUndone && !isOther) say(`${text}. ${uses}`, work, 'trash')
      })
    },
    refuse: (text) => void toasts.show({ text, icon: 'warning', tone: 'danger' }),
    say,
  }
}
