// Put into the board's page: says when what was done is on the screen. No module, so that it can be evaluated as it is.

interface Painted {
  /** Frames until it was seen; 1 is the next one. */
  readonly frames: number
  readonly ms: number
}

interface ScrolledFrame {
  /** From the frame's begin to its end: scroll listeners, drawing, style, layout, paint. */
  readonly workMs: number
  /** Since the frame before. */
  readonly sinceMs: number
}

{
  const grid = (): HTMLElement => {
    const found = document.querySelector<HTMLElement>('[role="grid"]')
    if (found === null) throw new Error('there is no grid on the page')
    return found
  }
  const rowCount = (): string | null => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') ?? null

  /** The next frame: when it began, and when it was painted. */
  const frame = (): Promise<{ readonly beganMs: number; readonly endedMs: number }> =>
    new Promise((resolve) => {
      requestAnimationFrame((beganMs) => {
        // What is posted in a frame is heard after its paint.
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => resolve({ beganMs, endedMs: performance.now() }))
        port1.start()
        port2.postMessage(null)
      })
    })

  const patienceMs = 20_000
  const painted = async (startMs: number, holds: () => boolean): Promise<Painted> => {
    for (let frames = 1; ; frames++) {
      const { endedMs } = await frame()
      if (holds()) return { frames, ms: endedMs - startMs }
      if (endedMs - startMs > patienceMs) throw new Error('what was done was never painted')
    }
  }

  let armed: Promise<Painted> = Promise.reject(new Error('nothing was armed'))
  armed.catch(() => {})
  const arm = (type: string, start: (event: Event) => (() => boolean) | null): void => {
    const stop = new AbortController()
    armed = new Promise((resolve, reject) => {
      const hear = (event: Event): void => {
        const holds = start(event)
        if (holds === null) return
        stop.abort()
        painted(event.timeStamp, holds).then(resolve, reject)
      }
      document.addEventListener(type, hear, { capture: true, signal: stop.signal })
    })
  }

  const durations: number[] = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ('interactionId' in entry && entry.interactionId) durations.push(entry.duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)

  const intervals: number[] = []
  let noting = false

  Object.assign(globalThis, {
    fulcrumProbe: {
      /** Scrolls through a stretch and back, a step a frame; both are shares or pixels of the list. */
      async scroll(startShare: number, stretchPx: number, stepPx: number, count: number): Promise<ScrolledFrame[]> {
        const box = grid()
        const from = startShare * (box.scrollHeight - box.clientHeight)
        const frames: ScrolledFrame[] = []
        box.scrollTop = from
        let before = await frame()
        for (let at = 1; at <= count; at++) {
          const way = (at * stepPx) % (2 * stretchPx)
          const setMs = performance.now()
          box.scrollTop = from + (way > stretchPx ? 2 * stretchPx - way : way)
          const now = await frame()
          frames.push({ workMs: now.endedMs - Math.max(now.beganMs, setMs), sinceMs: now.beganMs - before.beganMs })
          before = now
        }
        return frames
      },
      /** Waits for Enter in a cell's editor, and then until the cell shows what stood there. */
      armEdit(): void {
        arm('keydown', (event) => {
          const editor = event.target
          if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || !(editor instanceof HTMLInputElement))
            return null
          const row = editor.closest<HTMLElement>('[data-row]')?.dataset['row']
          const column = editor.closest<HTMLElement>('[data-col]')?.dataset['col']
          const wanted = editor.value
          const place = `[data-row="${row}"] [data-col="${column}"]`
          return () => document.querySelector(place)?.textContent === wanted
        })
      },
      /** Waits for an event, and then until the grid has another number of lines. */
      armNarrowing(type: string): void {
        arm(type, () => {
          const before = rowCount()
          return () => rowCount() !== before
        })
      },
      /** Waits for an event, and then until something is seen that was not, or no longer is. */
      armSight(type: string, selector: string, seen = true): void {
        arm(type, () => () => (document.querySelector(selector)?.checkVisibility() ?? false) === seen)
      },
      painted: (): Promise<Painted> => armed,
      /** Notes the frames from now on. */
      beginFrames(): void {
        intervals.length = 0
        noting = true
        const note = (before: number) => (now: number) => {
          intervals.push(now - before)
          if (noting) requestAnimationFrame(note(now))
        }
        requestAnimationFrame((now) => requestAnimationFrame(note(now)))
      },
      /** How far the frames lay apart since then, ms. */
      endFrames(): readonly number[] {
        noting = false
        return [...intervals]
      },
      /** How long people waited for each thing they did, ms; what was faster than 16 is not told. */
      interactions: (): readonly number[] => durations,
    },
  })
}
