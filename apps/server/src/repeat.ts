export interface Repeated {
  /** No turn begins any more; done when the one that runs is. */
  stop(): Promise<void>
}

/**
 * Does something again and again, `everyMs` after it was done; one turn at a time, and never so that the process waits for it.
 * `work` looks at `stopped` where it takes long.
 */
export function repeat(
  everyMs: number,
  work: (stopped: () => boolean) => Promise<void>,
  onError: (error: unknown) => void,
  firstMs = everyMs,
): Repeated {
  let isStopped = false
  let working = Promise.resolve()
  let timer = setTimeout(turn, firstMs).unref()

  function turn(): void {
    working = work(() => isStopped)
      .catch(onError)
      .then(() => {
        if (!isStopped) timer = setTimeout(turn, everyMs).unref()
      })
  }

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await working
    },
  }
}
