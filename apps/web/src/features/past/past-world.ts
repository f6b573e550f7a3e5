import type { ScopeHandle } from '@fulcrum/client'
import { pastHandle, type PastBoard } from '@fulcrum/client/browser-past'
import type { Fields } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { World } from '../../shell/client-context.tsx'

const refusal = {
  ok: false,
  code: 'forbidden',
  message: t('This is the board as it was. Go back to now to change it.'),
  details: {},
} as const

/** The world in which a board is as it was: it is drawn by the same views, and nothing in it can be changed. */
export function pastWorld(
  today: World,
  past: PastBoard,
  { account, live }: { readonly account: Fields; readonly live: ScopeHandle },
): World {
  const { client } = today
  return {
    ...today,
    isStill: true,
    client: {
      ...client,
      // Getters do not survive being copied.
      get status() {
        return client.status
      },
      open: (scope, options) =>
        scope === past.state.scope
          ? pastHandle(past, {
              kinds: today.kinds,
              timers: {
                setTimeout: (call, delayMs) => setTimeout(call, delayMs),
                // @NOTE these are timers of this very page.
                clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
              },
              account,
              today: live,
              onError: reportError,
            })
          : client.open(scope, options),
      run: () => ({ n: null, done: Promise.resolve(refusal) }),
      setPresence: () => undefined,
    },
  }
}
