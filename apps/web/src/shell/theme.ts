import { applyTheme, type ThemeChoice } from '@fulcrum/ui'
import { useSyncExternalStore } from 'react'
import { readThemeChoice, themeKey } from './theme-choice.ts'

/** The theme of this browser: chosen once, the same in all its tabs. */
export interface ThemeStore {
  readonly choice: () => ThemeChoice
  readonly choose: (choice: ThemeChoice) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Reads the choice, applies it, and follows what other tabs choose. */
function createThemeStore(): ThemeStore {
  const listeners = new Set<() => void>()
  let choice = readThemeChoice()
  let stop = applyTheme(choice)
  const become = (next: ThemeChoice): void => {
    choice = next
    stop()
    stop = applyTheme(next)
    for (const listener of listeners) listener()
  }
  addEventListener('storage', ({ key }) => {
    if (key === themeKey) become(readThemeChoice())
  })
  return {
    choice: () => choice,
    choose: (next) => {
      try {
        localStorage.setItem(themeKey, next)
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

// @NOTE the page has one theme, as it has one document.
const theme = createThemeStore()

/** The chosen theme, and a function that chooses another. */
export function useTheme(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  return [useSyncExternalStore(theme.subscribe, theme.choice), theme.choose]
}
