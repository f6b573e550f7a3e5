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
