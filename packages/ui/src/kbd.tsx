import './kbd.css'

const SYMBOLS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↵',
  Backspace: '⌫',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}

const WORDS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Enter: '↵',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}

function onApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}

/** A shortcut as this computer writes it: "Mod K" is "⌘ K" on a Mac and "Ctrl K" elsewhere. */
export function keyNames(keys: string, apple = onApple()): readonly string[] {
  const names = apple ? SYMBOLS : WORDS
  return keys.split(' ').map((key) => names[key] ?? key)
}

interface KbdProps {
  /** Keys separated by spaces: "C", "Mod K", "G R". */
  readonly keys: string
}

/**
 * The keys of a command.
 * @example <Kbd keys="Mod K" />
 */
export function Kbd({ keys }: KbdProps) {
  return (
    <span className="fu-keys" aria-hidden>
      {keyNames(keys).map((name, index) => (
        <kbd key={index} className="fu-kbd">
          {name}
        </kbd>
      ))}
    </span>
  )
}
