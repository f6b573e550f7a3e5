import type { ThemeChoice } from '@fulcrum/ui/theme'

/** Where this browser keeps which theme was chosen. */
export const themeKey = 'fulcrum.theme'

/** What was chosen in this browser; the system's where nothing was, or where storage is forbidden. */
export function readThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
