import type { IncomingHttpHeaders } from 'node:http'
import type { ByteRange } from './file-store.ts'

/**
 * The one range of bytes that a request asks for; null for the whole, as for several at once or a range of another version.
 * Source: RFC 9110, section 14.
 */
export function rangeOf(
  headers: IncomingHttpHeaders,
  { size, tag }: { readonly size: number; readonly tag: string },
): ByteRange | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (first === '' && last === '') return null
  const condition = headers['if-range']
  if (condition !== undefined && condition !== tag) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'outside' : { start, end }
}
