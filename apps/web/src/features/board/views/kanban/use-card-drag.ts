import { followPointer } from '@fulcrum/ui'
import { useCallback, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react'

/** Where a card was dropped: a column, a lane where there are any, and behind which card; first without one. */
export interface CardPlace {
  readonly column: string
  readonly lane?: string
  readonly after?: string
}

/** How near to an edge a card is held for what is under it to scroll, and how fast that goes. */
const EDGE_PX = 48
const STEP_PX = 14

/**
 * Dragging cards by pointer: a copy of the card follows it, a mark stands where the card would go, and what lies under the
 * pointer scrolls at its edges. Escape calls it off. What is dragged and where to is kept out of React: nothing but the mark
 * and the copy changes meanwhile.
 */
export function useCardDrag(
  box: RefObject<HTMLElement | null>,
  /** How many cards go along with this one. */
  countOf: (rowId: string) => number,
  onDrop: (rowId: string, place: CardPlace) => void,
) {
  const latest = useRef({ countOf, onDrop })
  useLayoutEffect(() => {
    latest.current = { countOf, onDrop }
  })
  return useCallback(
    (event: PointerEvent<HTMLElement>, rowId: string) => {
      const frame = box.current
      // A finger scrolls; who has only one moves cards by their menu.
      if (event.button !== 0 || event.pointerType === 'touch' || frame === null) return
      const card = event.currentTarget
      const down = event.nativeEvent
      const { left, top, width, height } = card.getBoundingClientRect()
      const gap = new CardGap(height)
      const copy = card.cloneNode(true) as HTMLElement
      let place: CardPlace | null = null
      let at = { x: down.clientX, y: down.clientY }
      let ticking = 0
      const look = (): void => {
        const under = document.elementFromPoint(at.x, at.y)
        const stack = under?.closest<HTMLElement>('.fk-stack') ?? stackOfColumn(under)
        place = stack === null || !frame.contains(stack) ? null : placeIn(stack, at.y, rowId, gap)
        if (place === null) gap.close()
        if (stack?.dataset['scrolls'] === 'true') scrollNear(stack, { y: at.y })
        scrollNear(frame, at)
      }
      const tick = (): void => {
        look()
        ticking = requestAnimationFrame(tick)
      }
      followPointer(down, {
        start: () => {
          copy.classList.add('fk-copy')
          copy.style.width = `${width}px`
          copy.setAttribute('aria-hidden', 'true')
          frame.append(copy)
          const count = latest.current.countOf(rowId)
          if (count > 1) copy.dataset['count'] = String(count)
          card.classList.add('fk-dragged')
          tick()
        },
        move: (moved) => {
          at = { x: moved.clientX, y: moved.clientY }
          copy.style.transform = `translate(${left + at.x - down.clientX}px, ${top + at.y - down.clientY}px) rotate(1.2deg)`
        },
        drop: () => {
          if (place !== null) latest.current.onDrop(rowId, place)
        },
        end: () => {
          cancelAnimationFrame(ticking)
          gap.close()
          copy.remove()
          card.classList.remove('fk-dragged')
        },
      })
    },
    [box],
  )
}

function stackOfColumn(under: Element | null): HTMLElement | null {
  return under?.closest('.fk-column')?.querySelector<HTMLElement>('.fk-stack') ?? null
}

/** Finds between which cards a height lies, and opens a gap there. */
function placeIn(stack: HTMLElement, y: number, rowId: string, gap: CardGap): CardPlace | null {
  const { column, lane } = stack.dataset
  if (column === undefined) return null
  const cards = [...stack.querySelectorAll<HTMLElement>('[data-card]')]
    .filter(({ dataset }) => dataset['card'] !== rowId)
    .map((element) => ({ id: element.dataset['card'], ...gap.sidesOf(element) }))
    .sort((left, right) => left.top - right.top)
  const below = cards.findIndex(({ top, bottom }) => y < (top + bottom) / 2)
  const before = cards[(below < 0 ? cards.length : below) - 1]
  const next = below < 0 ? undefined : cards[below]
  const { top } = stack.getBoundingClientRect()
  const edge = before?.bottom ?? (next === undefined ? top + stack.clientTop : next.top - 8)
  gap.open(stack, edge - top + stack.scrollTop + (before === undefined ? 4 : 8))
  return { column, ...(lane !== undefined && { lane }), ...(before?.id !== undefined && { after: before.id }) }
}

/**
 * Where a card would go: what stands below makes room for it, with a frame in it. In a stack that does not scroll nothing moves,
 * for it would cover the next lane: a line stands there.
 */
class CardGap {
  private readonly mark = Object.assign(document.createElement('div'), { className: 'fk-mark' })
  private readonly heightPx: number
  private readonly moved = new Map<HTMLElement, number>()

  constructor(heightPx: number) {
    this.heightPx = heightPx
  }

  /** The sides of a card as they are without the gap. */
  sidesOf(card: HTMLElement): { readonly top: number; readonly bottom: number } {
    const { top, bottom } = card.getBoundingClientRect()
    const by = this.moved.get(card.closest<HTMLElement>('.fk-place') ?? card) ?? 0
    return { top: top - by, bottom: bottom - by }
  }

  open(stack: HTMLElement, topPx: number): void {
    const { mark } = this
    const makesRoom = stack.dataset['scrolls'] === 'true'
    if (mark.parentElement !== stack) {
      this.close()
      stack.append(mark)
    }
    mark.style.top = `${makesRoom ? topPx : topPx - 5}px`
    mark.style.height = makesRoom ? `${this.heightPx}px` : ''
    if (!makesRoom) return
    const start = stack.getBoundingClientRect().top - stack.scrollTop
    for (const element of stack.querySelectorAll<HTMLElement>('.fk-place, .fk-tall ~ :not(.fk-mark)')) {
      const top = element.getBoundingClientRect().top - (this.moved.get(element) ?? 0) - start
      this.move(element, top >= topPx - 6 ? this.heightPx + 8 : 0)
    }
  }

  close(): void {
    this.mark.remove()
    for (const element of this.moved.keys()) element.style.translate = ''
    this.moved.clear()
  }

  private move(element: HTMLElement, by: number): void {
    if ((this.moved.get(element) ?? 0) === by) return
    this.moved.set(element, by)
    element.style.translate = by === 0 ? '' : `0 ${by}px`
  }
}

/** Scrolls what is held near one of its edges; without `x` up and down alone. */
function scrollNear(element: HTMLElement, { x, y }: { readonly x?: number; readonly y: number }): void {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  element.scrollBy(x === undefined ? 0 : stepNear(x, left, right), stepNear(y, top, bottom))
}

function stepNear(at: number, from: number, to: number): number {
  if (at < from || at > to) return 0
  return at > to - EDGE_PX ? STEP_PX : at < from + EDGE_PX ? -STEP_PX : 0
}
