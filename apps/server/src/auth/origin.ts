import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request that may change something, or open a socket, comes from a page of ours or from no browser at all.
 * `publicUrl` is where people open us, if that was set; else the page must be of the host that the request names.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const page = new URL(origin)
  if (publicUrl !== undefined) return page.origin === new URL(publicUrl).origin
  return host !== undefined && page.host === hostOf(host, page.protocol)
}

/** A host as an address of that protocol has it: without the port that goes without saying. */
function hostOf(host: string, protocol: string): string {
  const text = `${protocol}//${host}`
  return URL.canParse(text) ? new URL(text).host : ''
}
