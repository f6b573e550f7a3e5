import type { Scope } from '@fulcrum/domain'

/** Who waits for the next change of a scope without a socket. */
export class Waiters {
  private readonly waiting = new Map<Scope, Set<() => void>>()

  has(scope: Scope): boolean {
    return this.waiting.has(scope)
  }

  /** Resolves when the scope moves, when the time is over, or when the asker is gone. */
  wait(scope: Scope, waitMs: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const all = this.waiting.get(scope) ?? new Set()
      this.waiting.set(scope, all)
      const done = () => {
        clearTimeout(timer)
        gone.removeEventListener('abort', done)
        all.delete(done)
        if (all.size === 0 && this.waiting.get(scope) === all) this.waiting.delete(scope)
        resolve()
      }
      const timer = setTimeout(done, waitMs)
      gone.addEventListener('abort', done)
      all.add(done)
    })
  }

  /** The scope moved. */
  wake(scope: Scope): void {
    for (const done of this.waiting.get(scope) ?? []) done()
  }
}
