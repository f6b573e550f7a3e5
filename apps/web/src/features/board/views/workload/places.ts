import type { LoadRow } from './load-rows.ts'

/** Where the keyboard is: the row of a person, and a cell in it. */
export interface Place {
  readonly row: number
  readonly at: number
}

/** The place, before the first cell, of what has no dates. */
export const UNDATED = -1

/** The place, before that, of when somebody is away. */
export const TIME_OFF = -2

/** Whether something can be focused at a place of a row: `me` is the member whose row leads to their time off. */
export function hasPlace({ id, undated, cells }: LoadRow, at: number, me: string | undefined): boolean {
  if (at === TIME_OFF) return id === me
  return at === UNDATED ? undated.length > 0 : at < cells.length
}

/** The place itself where something is there, else the first cell of its row, or of the first row. */
export function drawnPlace(place: Place, rows: readonly LoadRow[], me: string | undefined): Place {
  const row = rows[place.row]
  if (row === undefined) return { row: 0, at: 0 }
  return hasPlace(row, place.at, me) ? place : { row: place.row, at: 0 }
}

/** The place of something that is drawn; null outside of the cells. */
export function placeOf(target: EventTarget): Place | null {
  const element = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-at]') : null
  return element === null ? null : { row: Number(element.dataset['row']), at: Number(element.dataset['at']) }
}

/** Focuses a place, or the first cell of its row where nothing is there. */
export function focusPlace(sheet: HTMLElement | null, { row, at }: Place): boolean {
  const find = (place: number) => sheet?.querySelector<HTMLElement>(`[data-row="${row}"][data-at="${place}"]`)
  const element = find(at) ?? find(0)
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return element !== null && element !== undefined
}

/** Goes from a place by a key of movement; false for any other key. */
export function stepPlace(sheet: HTMLElement | null, { row, at }: Place, key: string): boolean {
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    focusPlace(sheet, { row: row + (key === 'ArrowDown' ? 1 : -1), at })
    return true
  }
  const line = [...(sheet?.querySelectorAll<HTMLElement>(`[data-row="${row}"]`) ?? [])]
  const now = line.findIndex(({ dataset }) => Number(dataset['at']) === at)
  const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: line.length - 1 }[key]
  if (next === undefined) return false
  const wanted = line[next]
  if (wanted !== undefined) focusPlace(sheet, { row, at: Number(wanted.dataset['at']) })
  return true
}
