import { focusables } from '@fulcrum/ui'
import type { KeyboardEvent } from 'react'

/**
 * Lets Tab reach the other parts of an editor before it commits and leaves. In the first field, where people type, Tab
 * commits at once.
 */
export function keepTab(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab' || !(event.target instanceof HTMLElement)) return
  const parts = focusables(event.currentTarget)
  const at = parts.indexOf(event.target)
  if (at > 0 && at + (event.shiftKey ? -1 : 1) < parts.length) event.stopPropagation()
}

/** Puts the focus on the day of a calendar that arrows start from. */
export function focusDay(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>('[data-day][tabindex="0"]')?.focus()
}
