/**
 * Where the app stands below its host, without a closing slash: empty at the root, `/fulcrum` below a path. The server writes it
 * into the page's `<base>`.
 */
export function appBase(): string {
  if (typeof document === 'undefined') return ''
  return (document.querySelector('base')?.getAttribute('href') ?? '/').replace(/\/+$/, '')
}

/**
 * The address of something of ours, wherever the app stands: every link, request and file goes by this.
 * @example <a href={appHref('/settings/profile')}>Profile</a>
 */
export function appHref(path: string): string {
  return `${appBase()}${path}`
}
