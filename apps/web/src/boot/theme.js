// Runs before the first paint, so that a dark room stays dark and a page from right to left begins there. `shell/theme.ts` and
// `shell/language.ts` take over once the app is here.
try {
  const page = document.documentElement
  const choice = localStorage.getItem('fulcrum.theme') ?? 'system'
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.dataset.theme = dark ? 'dark' : 'light'
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) {
    meta.media = meta.dataset.of === page.dataset.theme ? 'all' : 'not all'
  }
  const language = localStorage.getItem('fulcrum.language')
  if (language) page.lang = language
  if (/^(ar|fa|he|ur)\b/.test(language)) page.dir = 'rtl'
} catch {
  // Storage can be forbidden; then the page is light and English until the app is here.
}
