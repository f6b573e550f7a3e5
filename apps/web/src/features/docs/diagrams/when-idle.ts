/** The page has been idle for this long where the browser does not say that it is. */
const restMs = 300

let turn: Promise<unknown> = Promise.resolve()

/** Does work when the page has nothing else to do: one after another, and none before what was asked for earlier has ended. */
export function whenIdle(work: () => Promise<void>): void {
  turn = turn
    .then(idle)
    .then(work)
    .catch(() => undefined)
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no such thing.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve())
    else setTimeout(resolve, restMs)
  })
}
