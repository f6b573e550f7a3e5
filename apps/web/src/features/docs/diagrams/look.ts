import type { Look } from './draw.ts'

/** The typeface of pictures is one of the reader's machine: none can be fetched in them. */
const fontFamily = 'system-ui, sans-serif'

/** The look of drawings in the theme of the page. */
export function lookOfPage(): Look {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    darkMode: document.documentElement.dataset['theme'] === 'dark',
    fontFamily,
    fontSize: '14px',
    background: token('surface'),
    primaryColor: token('accent-soft'),
    primaryTextColor: token('text'),
    primaryBorderColor: token('accent'),
    secondaryColor: token('grey-fill'),
    tertiaryColor: token('sunken'),
    lineColor: token('text-3'),
    textColor: token('text'),
    noteBkgColor: token('yellow-fill'),
    noteTextColor: token('yellow-text'),
    noteBorderColor: token('yellow-solid'),
    edgeLabelBackground: token('surface'),
  }
}

/** Calls whenever the theme of the page changes; gives what stops it. */
export function onTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
