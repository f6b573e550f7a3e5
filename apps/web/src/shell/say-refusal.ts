import type { Client, Refusal } from '@fulcrum/client'
import type { JsonObject } from '@fulcrum/domain'
import type { ToastStore } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { commandWords } from './command-words.ts'

/** Says what was refused and why, and offers to do it anyway where that may be done. */
export function sayRefusal(client: Client, toasts: ToastStore, { command, args, answer }: Refusal): void {
  toasts.show({
    key: `refused:${command}:${answer.code}`,
    tone: 'danger',
    icon: 'warning',
    text: t('Not done ({what}): {message}', { what: commandWords(command), message: told(answer.message) }),
    durationMs: 10_000,
    // The answer says where asking for it would be heard.
    ...(answer.details['override'] === true && {
      action: {
        title: t('Do it anyway'),
        onSelect: () => void client.run(command, { ...(args as JsonObject), override: true }),
      },
    }),
  })
}
