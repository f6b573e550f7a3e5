/** Does something again and again, `everyMs` after it was done; one at a time, and never because the process waits for it. */
export function repeat(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout

  function schedule(): void {
    timer = setTimeout(() => {
      work()
        .catch(onError)
        .finally(() => {
          if (!stopped) schedule()
        })
    }, everyMs)
    timer.unref()
  }

  schedule()
  return {
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
  }
}
