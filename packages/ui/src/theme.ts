/** What a person chose. */
export type ThemeChoice = 'light' | 'dark' | 'system'

/** Which theme a choice means now. */
export function resolveTheme(choice: ThemeChoice, prefersDark: boolean): 'light' | 'dark' {
  if (choice === 'system') return prefersDark ? 'dark' : 'light'
  return choice
}

/**
 * Sets `data-theme` on the page, and keeps following the system when that is the choice. Returns a function that stops.
 * @example const stop = applyTheme('system')
 */
export function applyTheme(choice: ThemeChoice): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const set = (): void => {
    document.documentElement.dataset['theme'] = resolveTheme(choice, dark.matches)
  }
  set()
  if (choice !== 'system') return () => undefined
  dark.addEventListener('change', set)
  return () => dark.removeEventListener('change', set)
}
