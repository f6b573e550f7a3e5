import type { JsonObject } from '@fulcrum/domain'
import { t, told } from '@fulcrum/ui/messages'
import { useEffect } from 'react'
import { loadUntilHere } from './later.ts'
import { words } from './late-words.ts'
import { useWorld } from './world.tsx'

/** Says what was refused and why; the change itself is gone from the screen by then. Stands once, in the layout. */
export function useRefusals(): void {
  const { client, toasts } = useWorld()
  useEffect(
    () =>
      client.onRefusal(async ({ command, args, answer }) => {
        const { commandWords } = words.here() ?? (await loadUntilHere(words))
        const what = commandWords(command)
        const text = t('Not done ({what}): {message}', { what, message: told(answer.message) })
        toasts.show({
          key: `refused:${command}:${answer.code}`,
          tone: 'danger',
          icon: 'warning',
          text,
          durationMs: 10_000,
          // The answer says where asking for it would be heard.
          ...(answer.details['override'] === true && {
            action: {
              title: t('Do it anyway'),
              onSelect: () => void client.run(command, { ...(args as JsonObject), override: true }),
            },
          }),
        })
      }),
    [client, toasts],
  )
}
