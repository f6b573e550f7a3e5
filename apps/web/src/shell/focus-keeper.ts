import { useEffect } from 'react'

/** What can be focused by keys. */
const STOPS =
  ':is(a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex]):not([tabindex="-1"])'

/** What is one of many alike: where it is gone, another of its kind comes before the buttons about them. */
const ALIKE = '[data-card]'

/** What holds things that belong together: the keyboard goes on among them when one is gone. */
const TOGETHER = '[role]:not([role="presentation"]), ul, ol, form, nav, aside, section, article'

/** When it is looked whether a key has left the keyboard somewhere: at once, and when what it did is drawn. */
const LOOKS_MS = [0, 100, 400, 1_500]

/** How often it is looked whether what is out of use takes keys again. */
const AGAIN_MS = 200

interface Place {
  /** What had the keyboard, and all that it stood in, the nearest first. */
  readonly chain: readonly Element[]
  readonly box: DOMRect
}

/**
 * Keeps the keyboard on the page: where what had it is gone, something near it among what it stood with has it next, else the
 * main part of the page. A browser lets it fall to the page's beginning, from where Tab would lead through everything again.
 * What is only out of use gets it back: the same key again must not press its neighbour.
 */
export function FocusKeeper(): null {
  useEffect(() => {
    let last: Place | null = null
    let waiting: ReturnType<typeof setTimeout> | undefined
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target !== document.body) last = placeOf(target)
    }
    const look = (): void => {
      const at = document.activeElement
      // Another window, a frame or the browser itself has it.
      if (!document.hasFocus() || (at !== null && at !== document.body)) return
      const lost = last?.chain[0]
      if (last === null || lost === undefined) return
      if (isGone(lost)) nextTo(last)?.focus({ preventScroll: true })
      else if (lost.matches(':disabled')) waitFor(lost)
    }
    const waitFor = (lost: Element): void => {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        if (document.activeElement !== document.body || last?.chain[0] !== lost) return
        if (isGone(lost)) look()
        else if (lost.matches(':disabled')) waitFor(lost)
        else if (lost instanceof HTMLElement) lost.focus({ preventScroll: true })
      }, AGAIN_MS)
    }
    const lookSoon = (): void => LOOKS_MS.forEach((ms) => setTimeout(look, ms))
    document.addEventListener('focusin', remember)
    document.addEventListener('focusout', lookSoon)
    document.addEventListener('keydown', lookSoon, true)
    return () => {
      clearTimeout(waiting)
      document.removeEventListener('focusin', remember)
      document.removeEventListener('focusout', lookSoon)
      document.removeEventListener('keydown', lookSoon, true)
    }
  }, [])
  return null
}

function placeOf(element: Element): Place {
  const chain: Element[] = []
  for (let each: Element | null = element; each !== null && each !== document.body; each = each.parentElement) {
    chain.push(each)
  }
  return { chain, box: element.getBoundingClientRect() }
}

/** It is on the page no more, or not drawn. What was left by a click beside it, or is out of use, is not gone. */
function isGone(element: Element): boolean {
  return !element.isConnected || !element.checkVisibility()
}

/** The nearest of what stands in the same list, form or bar; else the main part. */
export function nextTo({ chain, box }: Place): HTMLElement | null {
  const main = document.querySelector('main')
  for (const around of chain) {
    if (around === main) break
    if (!around.isConnected || !around.matches(TOGETHER)) continue
    const stops = [...around.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.checkVisibility())
    const alike = chain[0]?.matches(ALIKE) === true ? stops.filter((stop) => stop.matches(ALIKE)) : []
    const [nearest] = (alike.length > 0 ? alike : stops)
      .map((stop) => ({ stop, far: distance(stop.getBoundingClientRect(), box) }))
      .sort((one, other) => one.far - other.far)
    if (nearest !== undefined) return nearest.stop
  }
  return main
}

function distance(one: DOMRect, other: DOMRect): number {
  return Math.hypot(one.left - other.left, one.top - other.top)
}
