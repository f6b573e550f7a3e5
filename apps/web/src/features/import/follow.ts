import { DomainError } from '@fulcrum/domain/errors'
import type { Toast, ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

const PAUSE_MS = 1_000

interface Followed<Status> {
  /** Asks where it stands. */
  readonly ask: () => Promise<Status>
  /** What to say of it; null while it runs. */
  readonly tell: (status: Status) => Toast | null
  readonly toasts: ToastStore
  readonly pause?: () => Promise<void>
}

/**
 * Goes on asking after an import whose dialog is closed, and says once what came of it. A connection that is away for a while
 * is waited for; an answer that refuses ends it, as nothing more can be learned.
 */
export async function follow<Status>({ ask, tell, toasts, pause = second }: Followed<Status>): Promise<void> {
  const away = toasts.show({ text: t('The import goes on in the background.'), icon: 'upload' })
  for (;;) {
    await pause()
    try {
      const said = tell(await ask())
      if (said === null) continue
      away()
      // Whoever works on something else meanwhile looks up when they like.
      toasts.show({ ...said, durationMs: 0 })
      return
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'unavailable') return
    }
  }
}

async function second(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
