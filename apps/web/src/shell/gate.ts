import type { SessionAnswer } from '@fulcrum/protocol'
import { get, isSignedOut, post } from './http.ts'
import type { World } from './world.tsx'

const KEY = 'fulcrum.session'

/** Who is signed in, and the world that was made for them. */
export interface Gate {
  /** Asks once. Null where nobody is signed in; rejects where that cannot be found out. */
  readonly session: () => Promise<SessionAnswer | null>
  /** Who is known to be signed in, without asking. */
  readonly known: () => SessionAnswer | null
  /** The world of a session, made at its first use. */
  readonly world: (session: SessionAnswer) => Promise<World>
  /** Somebody has just signed in. */
  readonly enter: (session: SessionAnswer) => void
  /** Nobody is signed in any more. What waits to be sent stays in this browser. */
  readonly leave: () => void
  /** Asks the server whether the session is still good. */
  readonly isOver: () => Promise<boolean>
  readonly signOut: () => Promise<void>
}

/** Makes the gate; `makeWorld` comes from `compose.ts` and is loaded only for those who are signed in. */
export function createGate(makeWorld: (session: SessionAnswer) => Promise<World>): Gate {
  let asked: Promise<SessionAnswer | null> | null = null
  let known: SessionAnswer | null = null
  let made: { readonly session: string; readonly world: Promise<World> } | null = null

  const letGo = (): void => {
    made?.world.then(
      ({ client }) => client.stop(),
      () => undefined,
    )
    made = null
  }
  const gate: Gate = {
    session: () => {
      asked ??= askSession().then(
        (session) => (known = session),
        (error: unknown) => {
          asked = null
          throw error
        },
      )
      return asked
    },
    known: () => known,
    world: (session) => {
      const key = `${session.member}:${session.sessionId}`
      if (made?.session !== key) {
        letGo()
        made = { session: key, world: makeWorld(session) }
      }
      return made.world
    },
    enter: (session) => {
      remember(session)
      known = session
      asked = Promise.resolve(session)
    },
    leave: () => {
      remember(null)
      letGo()
      known = null
      asked = Promise.resolve(null)
    },
    isOver: async () => {
      try {
        await get<SessionAnswer>('/auth/session')
        return false
      } catch (error) {
        return isSignedOut(error)
      }
    },
    signOut: async () => {
      // The socket may say that the session is over before the answer is here: then there is no world any more.
      const mine = made?.world
      await post('/auth/sign-out')
      const world = await mine?.catch(() => undefined)
      gate.leave()
      // Whoever uses this browser next finds no boards in it.
      await world?.forget().catch(() => undefined)
    },
  }
  return gate
}

/** Without a connection, who was signed in last may go on with what this browser holds. */
async function askSession(): Promise<SessionAnswer | null> {
  try {
    const session = await get<SessionAnswer>('/auth/session')
    remember(session)
    return session
  } catch (error) {
    if (isSignedOut(error)) {
      remember(null)
      return null
    }
    const known = recall()
    if (known !== null) return known
    throw error
  }
}

function remember(session: SessionAnswer | null): void {
  try {
    if (session === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify(session))
  } catch {
    // Without storage there is only no going on offline after a reload.
  }
}

function recall(): SessionAnswer | null {
  try {
    // @NOTE written by `remember` alone.
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as SessionAnswer | null
  } catch {
    return null
  }
}
