import type { KeyboardEvent } from 'react'

/** Where an arrow key leads among cards: over columns, or within one. */
export interface CardStep {
  readonly across: -1 | 0 | 1
  readonly down: -1 | 0 | 1
  /** Shift was held: the card goes along. */
  readonly moves: boolean
}

const arrows: { readonly [key: string]: readonly [across: -1 | 0 | 1, down: -1 | 0 | 1] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The step that a key asks for; null for another key. Where one writes from right to left, left is the next column. */
export function stepOf(event: KeyboardEvent<HTMLElement>): CardStep | null {
  const arrow = event.ctrlKey || event.metaKey || event.altKey ? undefined : arrows[event.key]
  if (arrow === undefined) return null
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
  return { across: (rtl ? -arrow[0] : arrow[0]) as CardStep['across'], down: arrow[1], moves: event.shiftKey }
}

/** Focuses the card above or below, or the one at the same height in the nearest column that has one. */
export function focusBeside(card: HTMLElement, { across, down }: CardStep): void {
  const cards = (stack: Element): HTMLElement[] => [...stack.querySelectorAll<HTMLElement>('[data-card]')].sort(byTop)
  const stack = card.closest('.fk-stack')
  if (stack === null) return
  const found = down !== 0 ? cards(stack)[cards(stack).indexOf(card) + down] : nearest(stack, card, across, cards)
  found?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Focuses a card once it is drawn in its place. */
export function focusCard(box: HTMLElement | null, rowId: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const card = box?.querySelector<HTMLElement>(`[data-card=${JSON.stringify(rowId)}]`)
      card?.focus({ preventScroll: true })
      card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }),
  )
}

function nearest(
  stack: Element,
  card: HTMLElement,
  across: number,
  cards: (stack: Element) => HTMLElement[],
): HTMLElement | undefined {
  const stacks = [...(stack.closest('.fk-cells, .fk-wide')?.querySelectorAll('.fk-stack') ?? [])]
  const { top } = card.getBoundingClientRect()
  const distance = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().top - top)
  for (let at = stacks.indexOf(stack) + across; at >= 0 && at < stacks.length; at += across) {
    const there = cards(stacks[at] as Element).sort((left, right) => distance(left) - distance(right))
    if (there[0] !== undefined) return there[0]
  }
  return undefined
}

function byTop(left: HTMLElement, right: HTMLElement): number {
  return left.getBoundingClientRect().top - right.getBoundingClientRect().top
}
