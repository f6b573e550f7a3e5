import type { KeyboardEvent } from 'react'

/** How many days an arrow key goes: one to the side, a week up or down; 0 for another key. */
export function daysOf(event: KeyboardEvent<HTMLElement>): number {
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
  const days: { readonly [key: string]: number } = {
    ArrowLeft: rtl ? 1 : -1,
    ArrowRight: rtl ? -1 : 1,
    ArrowUp: -7,
    ArrowDown: 7,
  }
  return days[event.key] ?? 0
}

/** Where an arrow key leads from a day or an item: to an element that is there, or to a day that may not be. */
export function placeBeside(box: HTMLElement, from: HTMLElement, day: number, days: number): HTMLElement | number {
  if (box.dataset['span'] === 'list') return lineBeside(box, from, Math.sign(days)) ?? day
  const isItem = from.dataset['item'] !== undefined
  const items = itemsOn(box, day)
  if (Math.abs(days) === 7) {
    const at = isItem ? items.indexOf(from) : -1
    if (days > 0) return items[at + 1] ?? day + days
    return isItem ? (items[at - 1] ?? day) : day + days
  }
  const lane = Number(from.dataset['lane'])
  const there = isItem ? itemsOn(box, day + days) : []
  return there.find((item) => item !== from && Number(item.dataset['lane']) >= lane) ?? day + days
}

/** Frames that an item has to come to its day, before the day itself is focused. */
const PATIENCE = 30

/** Focuses an item once it is drawn on a day; the day, where it does not come there. */
export function focusItem(box: HTMLElement | null, row: number, day: number): void {
  let left = PATIENCE
  const look = (): void => {
    const bars = [...(box?.querySelectorAll<HTMLElement>(`[data-item="${row}"]`) ?? [])]
    const bar = bars.find((each) => takes(each, day))
    left -= 1
    if (bar === undefined && left > 0) requestAnimationFrame(look)
    else focus(bar ?? bars[0] ?? cellOf(box, day))
  }
  whenDrawn(look)
}

/** Focuses a day once it is drawn. */
export function focusDay(box: HTMLElement | null, day: number): void {
  whenDrawn(() => focus(cellOf(box, day)))
}

/** Where a day is drawn. */
export function cellOf(box: HTMLElement | null, day: number): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-day="${day}"]`) ?? null
}

/** Focuses something that is there. */
export function focus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function itemsOn(box: HTMLElement, day: number): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>('.fq-bars [data-item]')]
    .filter((bar) => takes(bar, day))
    .sort((left, right) => Number(left.dataset['lane']) - Number(right.dataset['lane']))
}

function takes({ dataset }: HTMLElement, day: number): boolean {
  return Number(dataset['from']) <= day && day <= Number(dataset['to'])
}

function lineBeside(box: HTMLElement, from: HTMLElement, by: number): HTMLElement | undefined {
  const lines = [...box.querySelectorAll<HTMLElement>('.fq-list [data-day], .fq-list [data-item]')]
  return lines[lines.indexOf(from) + by]
}

function whenDrawn(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act))
}
