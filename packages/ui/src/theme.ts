/** What a person chose. */
export type ThemeChoice = 'light' | 'dark' | 'system'

/** Which theme a choice means now. */
export function resolveTheme(choice: ThemeChoice, prefersDark: boolean): 'light' | 'dark' {
  if (choice === 'system') return prefersDark ? 'dark' : 'light'
  return choice
}

/**
 * Sets `data-theme` on the page and which of its `theme-color`s holds (each says in `data-of` the theme that it is of), and keeps
 * following the system when that is the choice. Returns a function that stops.
 * @example const stop = applyTheme('system')
 */
export function applyTheme(choice: ThemeChoice): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const set = (): void => {
    const theme = resolveTheme(choice, dark.matches)
    document.documentElement.dataset['theme'] = theme
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      meta.media = meta.dataset['of'] === theme ? 'all' : 'not all'
    }
  }
  set()
  if (choice !== 'system') return () => undefined
  dark.addEventListener('change', set)
  return () => dark.removeEventListener('change', set)
}
