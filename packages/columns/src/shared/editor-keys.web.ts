import type { GridMove } from '@fulcrum/ui'
import type { KeyboardEvent } from 'react'

/**
 * Gives Enter, Tab and Escape their meaning in an editor. `commit` answers false where what is written is not good: then
 * the editor stays. True where the key was one of these.
 */
export function editorKey(
  event: KeyboardEvent,
  { commit, cancel }: { readonly commit: (then: GridMove) => unknown; readonly cancel: () => void },
): boolean {
  if (event.nativeEvent.isComposing || event.defaultPrevented) return false
  // React bubbles through portals: the keys of a popover over the editor are not the editor's.
  if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return false
  if (event.key === 'Escape') cancel()
  else if (event.key === 'Enter' && !event.altKey) commit(event.shiftKey ? 'up' : 'down')
  else if (event.key === 'Tab') commit(event.shiftKey ? 'left' : 'right')
  else return false
  event.preventDefault()
  event.stopPropagation()
  return true
}
