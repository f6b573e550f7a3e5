import { setImmediate as turn } from 'node:timers/promises'

/** Work on the main thread gives way to everything else after this long. */
const sliceMs = 4

/** Keeps long work from holding up everybody: asked between its pieces, it lets the others have a turn where it is time. */
export class Pace {
  private startedAt = performance.now()

  /** True where it is time to rest. */
  isLate(): boolean {
    return performance.now() - this.startedAt >= sliceMs
  }

  /** Rests where it is time. */
  async rest(): Promise<void> {
    if (!this.isLate()) return
    await turn()
    this.startedAt = performance.now()
  }
}
