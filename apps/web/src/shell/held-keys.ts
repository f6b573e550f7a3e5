const HELD = new Set([
  'Enter',
  'Tab',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
])

/** Keys that are given on are not kept again. */
const passing = new WeakSet<KeyboardEvent>()

/**
 * Keeps the keys that are pressed for something that is still on its way: what comes takes them once it has the focus.
 * Keys of the browser's own (with Ctrl, Alt or Cmd) go on. The answer ends the keeping and gives the keys on.
 */
export function holdKeys(): () => void {
  const held: KeyboardEvent[] = []
  const hold = (event: KeyboardEvent): void => {
    if (passing.has(event) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key.length !== 1 && !HELD.has(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    held.push(event)
  }
  document.addEventListener('keydown', hold, { capture: true })
  return () => {
    // What came has been drawn and took the focus by the next turn; keys pressed until then still wait behind the others.
    setTimeout(async () => {
      for (let event = held.shift(); event !== undefined; event = held.shift()) {
        press(event)
        // Each key is answered before the next one, as if a hand had pressed it.
        await new Promise((resolve) => setTimeout(resolve))
      }
      document.removeEventListener('keydown', hold, { capture: true })
    })
  }
}

/** Does what the key would have done where the focus is now. */
function press({ key, code, shiftKey }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body
  const pressed = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true })
  passing.add(pressed)
  if (!target.dispatchEvent(pressed)) return
  // The one way to type as a person does: the field, its undo and its listeners see a letter come.
  if (key.length === 1) document.execCommand('insertText', false, key)
  else if (key === 'Backspace') document.execCommand('delete')
}
