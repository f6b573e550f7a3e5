import { fileText } from '@fulcrum/integration-kit'

const markdown = /!?\[([^\]\n]{0,200})\]\((https:\/\/[^\s()<>]{1,1000})\)/g
const picture = /<img\b[^>\n]{0,500}?\bsrc="(https:\/\/[^\s"<>]{1,1000})"/gi
/** Where the site keeps what people drop into a text. */
const uploaded =
  /^https:\/\/(?:github\.com\/(?:user-attachments\/(?:assets|files)\/|[\w.-]+\/[\w.-]+\/(?:files|assets)\/\d)|(?:private-)?user-images\.githubusercontent\.com\/)/i

const maxFiles = 100

/** Files that were dropped into a text, as elements of a field of files; links to pages are none. */
export function filesInText(text: string): readonly string[] {
  const found = new Map<string, string>()
  for (const [, name = '', url = ''] of text.matchAll(markdown)) note(url, name)
  for (const [, url = ''] of text.matchAll(picture)) note(url, '')
  return [...found.values()]

  function note(url: string, name: string): void {
    if (uploaded.test(url) && !found.has(url) && found.size < maxFiles) found.set(url, fileText({ name, url }))
  }
}
