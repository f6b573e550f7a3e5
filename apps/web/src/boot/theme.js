// Runs before the first paint, so that a dark room stays dark. `shell/theme.ts` takes over once the app is here.
try {
  const choice = localStorage.getItem('fulcrum.theme') ?? 'system'
  const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
} catch {
  // Storage can be forbidden; then the page is light until the app is here.
}
