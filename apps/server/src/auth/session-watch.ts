import { forgetOldLetters } from '../mail/shelf.ts'
import { forgetAttempts } from './attempts.ts'
import type { AuthContext } from './ports.ts'
import { repeat } from '../repeat.ts'
import { endedAmong, forgetSessions, touchSessions } from './sessions.ts'

const everyMs = 1_000
const tidyEveryMs = 60 * 60 * 1000

/**
 * Finds once a second what no message told this node: sessions that ended while their sockets are open, by time or on a node
 * whose word was lost, and memberships that ended. An open socket counts as use of its session.
 */
export function watchSessions(context: AuthContext): { stop(): void } {
  const { door, log, now } = context
  let version = 0
  let tidyAt = 0

  async function look(): Promise<void> {
    const open = door.openSessions()
    if (open.size > 0) {
      for (const id of await endedAmong(context, open)) door.cutSocketsHere(id)
      await touchSessions(context, [...open])
    }
    if (door.version() !== version) {
      const seen = door.version()
      await endSessionsOfRemoved(context)
      version = seen
    }
    if (now() >= tidyAt) {
      tidyAt = now() + tidyEveryMs
      await forgetSessions(context)
      await forgetAttempts(context)
      await forgetOldLetters({ pool: context.pool, accountId: door.accountId, now })
    }
  }

  return repeat(everyMs, look, (error) => log.debug({ err: error }, 'the open sessions could not be looked at'))
}

/** Sessions of people whose membership ended open nothing already; here their rows go too. */
async function endSessionsOfRemoved({ pool, door }: AuthContext): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `DELETE FROM auth_session s USING member m
     WHERE m.account = $1 AND m.user_id = s.user_id AND m.removed_at IS NOT NULL RETURNING s.id`,
    [door.accountId],
  )
  for (const { id } of rows) door.cutSession(id)
}
