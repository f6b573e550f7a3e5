import { codeAddressKinds } from './kinds.ts'
import type { CodeAddressKind } from './kinds.ts'

/** What an address of a host of code leads to. */
export interface CodeAddress {
  readonly kind: CodeAddressKind
  /** `octo/cat` */
  readonly repository: string
  /** `12`, or a commit in full. */
  readonly reference: string
  /** `octo/cat#12` */
  readonly words: string
}

/**
 * What an address leads to, where it looks like a pull request, a merge request or a commit; null where it does not.
 * `readCodeAddress('https://code.example.org/octo/cat/pull/12')?.words // 'octo/cat#12'`
 */
export function readCodeAddress(url: string): CodeAddress | null {
  const [, path = ''] = /^https?:\/\/[^/?#@]+(\/[^?#]*)/i.exec(url) ?? []
  if (path === '' || path.length > 500) return null
  for (const kind of codeAddressKinds) {
    const [, repository, reference] = kind.path.exec(path) ?? []
    if (repository === undefined || reference === undefined) continue
    return { kind, repository, reference, words: `${repository}${kind.mark(reference)}` }
  }
  return null
}
