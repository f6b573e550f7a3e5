import type { ImportAttachment } from './import-source.ts'

const written = /^(.*?)<(https?:\/\/[^\s<>]+)>$/is
const bare = /^https?:\/\/[^\s<>]+$/i

/** A file as an element of a field of files. `fileText({name: 'plan.pdf', url: 'https://x.example/1'}) // 'plan.pdf <https://x.example/1>'` */
export function fileText({ name, url }: ImportAttachment): string {
  return `${name.replace(/\s+/g, ' ').trim()} <${url.trim().replace(/[\s<>]/g, encodeURIComponent)}>`.trim()
}

/** The file that an element names; null where it gives no address on the web. A file without a name has the last part of its address. */
export function fileOf(text: string): ImportAttachment | null {
  const trimmed = text.trim()
  const both = written.exec(trimmed)
  const url = both?.[2] ?? (bare.test(trimmed) ? trimmed : null)
  if (url === null) return null
  const name = (both?.[1] ?? '').replace(/\s+/g, ' ').trim()
  return { name: name === '' ? nameIn(url) : name, url }
}

function nameIn(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1)
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  try {
    return decodeURIComponent(last) || url
  } catch {
    return last || url
  }
}
