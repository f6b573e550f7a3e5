import { oneLine } from '../shared/labels.ts'

/** Characters of a file's name, as file systems take them. */
const maxFileName = 255

/**
 * A name under which a file can be kept on any computer: without a path, without characters that turn the direction of a text
 * or cannot be seen, and not too long. `fileName('C:\\tmp\\plan.pdf') // 'plan.pdf'`
 */
export function fileName(text: string): string {
  const last = visible(text).split(/[\\/]/).at(-1) ?? ''
  const safe = oneLine(last.replace(/[<>:"|?*]/g, '_'))
  return /^\.{0,2}$/.test(safe) ? 'file' : cut(safe)
}

/** What an address is called: any text on one line that is not an address itself; else the last part of the address. */
export function addressName(text: string, url: string): string {
  const name = cut(oneLine(visible(text).replace(/[<>]/g, '_')))
  return name === '' || /^https?:\/\//i.test(name) ? nameOfUrl(url) : name
}

/** What is told of a file by its name: `extensionOf('Plan.PDF') // 'pdf'`; empty where it says nothing. */
export function extensionOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** The last part of an address's path as people read it, or its host. */
function nameOfUrl(url: string): string {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? []
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  return last === '' ? fileName(host) : fileName(decoded(last))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function visible(text: string): string {
  return text.toWellFormed().replace(/(?!\s)[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
}

/** Cut in the middle of the name, so that the ending stays. */
function cut(name: string): string {
  if (name.length <= maxFileName) return name
  const ending = /\.[A-Za-z0-9]{1,16}$/.exec(name)?.[0] ?? ''
  return `${name
    .slice(0, maxFileName - ending.length)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}${ending}`
}
