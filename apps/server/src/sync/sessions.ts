import type { SyncSession } from './session.ts'

/** The sockets of this node. */
export class Sessions implements Iterable<SyncSession> {
  private readonly sessions = new Set<SyncSession>()

  /** Adds a socket; it is of a member whose principal exists. */
  add(session: SyncSession): void {
    this.sessions.add(session)
  }

  delete(session: SyncSession): void {
    this.sessions.delete(session)
  }

  has(session: SyncSession): boolean {
    return this.sessions.has(session)
  }

  get size(): number {
    return this.sessions.size
  }

  [Symbol.iterator](): Iterator<SyncSession> {
    return this.sessions.values()
  }

  /** Closes every socket, telling clients when to come back. */
  closeAll(): void {
    for (const session of this.sessions) {
      session.bye('restart', 'The server restarts.', 200 + Math.floor(Math.random() * 1_500))
    }
  }

  /** Closes the sockets of an ended sign-in at once. */
  cut(signIn: string): void {
    for (const session of this.sessions) {
      if (session.sessionId === signIn) session.bye('signed-out', 'You are signed out.')
    }
  }

  /** The sign-ins that sockets are open for. */
  signIns(): ReadonlySet<string> {
    return new Set([...this.sessions].map(({ sessionId }) => sessionId))
  }
}
