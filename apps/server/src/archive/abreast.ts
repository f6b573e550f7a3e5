/** Runs work that may go on side by side, a few pieces at a time. What fails stops what comes after, and is thrown by the next call. */
export class Abreast {
  private readonly most: number
  private readonly running = new Set<Promise<void>>()
  private failed: { readonly error: unknown } | null = null

  constructor(most: number) {
    this.most = most
  }

  /** Begins a piece, once there is room for it. */
  async run(work: () => Promise<void>): Promise<void> {
    while (this.running.size >= this.most) await Promise.race(this.running)
    this.refuse()
    const piece = work()
      .catch((error: unknown) => {
        this.failed ??= { error }
      })
      .finally(() => this.running.delete(piece))
    this.running.add(piece)
  }

  /** Waits for all of it. */
  async end(): Promise<void> {
    await Promise.all(this.running)
    this.refuse()
  }

  private refuse(): void {
    if (this.failed) throw this.failed.error
  }
}
