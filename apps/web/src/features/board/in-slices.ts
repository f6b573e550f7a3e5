/** The page may be kept from drawing this long. */
const SLICE_MS = 6

/**
 * Works through steps and calls `done` behind the last: at once where that takes a moment, else in slices between which the
 * page draws and hears. The answer gives it up.
 */
export function inSlices(steps: Generator<void>, done: () => void): () => void {
  const channel = new MessageChannel()
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    while (performance.now() < until) {
      if (steps.next().done !== true) continue
      channel.port1.close()
      done()
      return
    }
    // Timers would wait longer than the slices take.
    channel.port2.postMessage(null)
  }
  channel.port1.addEventListener('message', slice)
  channel.port1.start()
  slice()
  return () => {
    channel.port1.close()
    steps.return(undefined)
  }
}
