import { appHref } from '@fulcrum/ui/app-href'

/**
 * Lets the browser fetch a file of the server itself, so that it is on the disk as it comes. A refusal shows among its downloads and
 * leaves the page as it is.
 */
export function download(path: string): void {
  const link = document.createElement('a')
  link.href = appHref(path)
  link.download = ''
  link.click()
}
