import { fail, ok } from '@fulcrum/domain'
import type { Result } from '@fulcrum/domain'
import { oneLine, shortened } from '../shared/labels.ts'

/** Characters of an address. */
export const maxUrl = 2_000

const wanted = 'Write it like https://example.org/page.'

/**
 * The address that a person means, or what is wrong with it. Only `https`, `http` and `mailto` are taken: an address of any
 * other scheme could run something in the reader's browser. One without a scheme gets `https`.
 * `readUrl('example.org/a') // 'https://example.org/a'`
 */
export function readUrl(text: string): Result<string> {
  const bare = oneLine(text)
  if (bare.length > maxUrl) return fail('An address has at most 2,000 characters.')
  if (/[\s<>"\\^`{|}\p{Cc}\p{Cf}]/u.test(bare)) return fail(`"${shortened(bare)}" is not an address. ${wanted}`)
  if (/^mailto:/i.test(bare)) {
    return mailto.test(bare)
      ? ok(`mailto:${bare.slice('mailto:'.length)}`)
      : fail('Write an e-mail address behind mailto:, like mailto:ada@example.org.')
  }
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))(.*)$/i.exec(bare) ?? [null, '', bare]
  if (scheme !== '' && !/^https?$/i.test(scheme ?? '')) {
    return fail('Only addresses that begin with https, http or mailto can be opened safely.')
  }
  if (scheme !== '' && !rest.startsWith('//')) return fail(`"${shortened(bare)}" is not an address. ${wanted}`)
  const [, authority = '', path = ''] = /^(?:\/\/)?([^/?#]*)(.*)$/.exec(rest) ?? []
  if (authority.includes('@')) return fail('An address must not hold a user name or a password.')
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^:]*)(:\d{1,5})?$/i.exec(authority) ?? []
  if (!isHost(host, scheme !== '')) return fail(`"${shortened(bare)}" is not an address. ${wanted}`)
  return ok(`${(scheme === '' ? 'https' : (scheme ?? '')).toLowerCase()}://${host.toLowerCase()}${port}${path}`)
}

/** An address as people read it: without scheme, `www.` and a last slash. `shownUrl('https://www.a.org/') // 'a.org'` */
export function shownUrl(url: string): string {
  return url.replace(/^(https?:\/\/(www\.(?=[^/]*\.))?|mailto:)/, '').replace(/^([^/?#]+)\/$/, '$1')
}

const mailto = /^mailto:[^@?\s]+@[^@?\s]+\.[^@?\s]+(\?.*)?$/i

/** Without a scheme only what has a dot is a host: a single word is a word. */
function isHost(host: string, hasScheme: boolean): boolean {
  if (/^\[[0-9a-f:.]+\]$/i.test(host)) return hasScheme
  const names = host.split('.')
  const good = names.every((name) => /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u.test(name))
  return good && (hasScheme || (names.length > 1 && /^\p{L}{2,}$/u.test(names.at(-1) ?? '')))
}
