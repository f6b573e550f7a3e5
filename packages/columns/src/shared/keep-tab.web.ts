import { focusables } from '@fulcrum/ui'
import type { KeyboardEvent } from 'react'

/**
 * Lets Tab reach the other parts of an editor before it commits and leaves at the last one. Where the first part is a field
 * in which people type a value, Tab commits there at once: `typedFirst`.
 */
export function keepTab(event: KeyboardEvent<HTMLElement>, typedFirst = false): void {
  if (event.key !== 'Tab' || !(event.target instanceof HTMLElement)) return
  const parts = focusables(event.currentTarget)
  const at = parts.indexOf(event.target)
  const next = parts[event.shiftKey ? at - 1 : at + 1]
  if (next !== undefined && at >= (typedFirst ? 1 : 0)) event.stopPropagation()
}

/** Puts the focus on the day of a calendar that arrows start from. */
export function focusDay(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[data-day][tabindex="0"]')?.focus()
}

/** Arrows move over buttons that stand in lines of so many; Enter presses one, as a click does. */
export function moveInLines(event: KeyboardEvent<HTMLElement>, perLine: number): void {
  const parts = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = parts.findIndex((part) => part === event.target)
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
  const step = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: perLine, ArrowUp: -perLine }[event.key]
  if (event.key === 'Enter') event.stopPropagation()
  if (step === undefined) return
  event.preventDefault()
  event.stopPropagation()
  parts[at + step]?.focus()
}
