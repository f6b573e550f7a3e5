/** Work on the main thread gives way to everything else after this long. */
const sliceMs = 4

interface Job {
  readonly work: () => void
  readonly fail: (error: unknown) => void
}

/**
 * Runs pieces of work one after another, a few milliseconds a turn of the event loop, so that one person's open does not
 * hold up everybody's edits. A single piece is not cut: keep pieces small.
 */
export class Slices {
  private readonly waiting: Job[] = []
  private scheduled = false

  /** The result of a piece of work, once it was its turn. */
  run<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ work: () => resolve(work()), fail: reject })
      this.schedule()
    })
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => this.slice())
  }

  private slice(): void {
    this.scheduled = false
    const end = performance.now() + sliceMs
    for (let job = this.waiting.shift(); job !== undefined; job = this.waiting.shift()) {
      try {
        job.work()
      } catch (error) {
        job.fail(error)
      }
      if (performance.now() >= end) break
    }
    if (this.waiting.length > 0) this.schedule()
  }
}
