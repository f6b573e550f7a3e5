/** Runs work one after another per key. Keys are taken in the given order, so callers must name them in one order. */
export class Mutexes<Key> {
  private readonly tails = new Map<Key, Promise<void>>()

  async run<T>(keys: readonly Key[], work: () => Promise<T>): Promise<T> {
    const releases: (() => void)[] = []
    try {
      for (const key of keys) releases.push(await this.acquire(key))
      return await work()
    } finally {
      for (const release of releases.reverse()) release()
    }
  }

  private async acquire(key: Key): Promise<() => void> {
    const before = this.tails.get(key)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.tails.set(key, promise)
    await before
    return () => {
      if (this.tails.get(key) === promise) this.tails.delete(key)
      resolve()
    }
  }
}
