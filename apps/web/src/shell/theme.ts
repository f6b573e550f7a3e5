import { applyTheme, type ThemeChoice } from '@fulcrum/ui'
import { useSyncExternalStore } from 'react'

const KEY = 'fulcrum.theme'

/** The theme of this browser: chosen once, the same in all its tabs. */
export interface ThemeStore {
  readonly choice: () => ThemeChoice
  readonly choose: (choice: ThemeChoice) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Reads the choice, applies it, and follows what other tabs choose. */
function createThemeStore(): ThemeStore {
  const listeners = new Set<() => void>()
  let choice = readChoice()
  let stop = applyTheme(choice)
  const become = (next: ThemeChoice): void => {
    choice = next
    stop()
    stop = applyTheme(next)
    for (const listener of listeners) listener()
  }
  addEventListener('storage', ({ key }) => {
    if (key === KEY) become(readChoice())
  })
  return {
    choice: () => choice,
    choose: (next) => {
      try {
        localStorage.setItem(KEY, next)
      } catch {
        // Without storage the choice holds for this page.
      }
      become(next)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

// @NOTE the page has one theme, as it has one document.
const theme = createThemeStore()

/** The chosen theme, and a function that chooses another. */
export function useTheme(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(theme.subscribe, theme.choice), theme.choose]
}
