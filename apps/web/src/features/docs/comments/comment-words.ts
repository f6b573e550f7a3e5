/** A part of what a comment says: words, or somebody who is named. */
export type CommentPart =
  { readonly is: 'words'; readonly text: string } | { readonly is: 'member' | 'team'; readonly id: string }

const token = /@\[(member|team):([0-9a-f-]{36})\]/g

/** Somebody who can be named in a comment. */
export interface Named {
  readonly kind: 'member' | 'team'
  readonly id: string
  readonly name: string
}

/** What a comment says, in parts. `commentParts('Ask @[member:0190…]')` */
export function commentParts(body: string): readonly CommentPart[] {
  const parts: CommentPart[] = []
  let at = 0
  for (const match of body.matchAll(token)) {
    const [whole, kind, id = ''] = match
    if (match.index > at) parts.push({ is: 'words', text: body.slice(at, match.index) })
    parts.push({ is: kind === 'team' ? 'team' : 'member', id })
    at = match.index + whole.length
  }
  if (at < body.length) parts.push({ is: 'words', text: body.slice(at) })
  return parts
}

/** What is stored of what was typed: the names of those who were chosen become what names them. */
export function toBody(typed: string, chosen: readonly Named[]): string {
  let body = ''
  let end = 0
  for (const { at, named } of namesIn(typed, chosen)) {
    body += `${typed.slice(end, at)}@[${named.kind}:${named.id}]`
    end = at + named.name.length + 1
  }
  return body + typed.slice(end)
}

/** Those who are named, with somebody more whose name is put in at a place; in the order in which they are named. */
export function withNamed(typed: string, chosen: readonly Named[], at: number, named: Named): readonly Named[] {
  const before = namesIn(typed, chosen).flatMap((name) => (name.at < at ? [name.named] : []))
  return [...before, named, ...chosen.filter((each) => !before.includes(each))]
}

/** Where those who were chosen are named: each once, in their order, and by a whole name; the longest where one begins with another. */
function namesIn(typed: string, chosen: readonly Named[]) {
  const left = [...chosen]
  const found: { readonly at: number; readonly named: Named }[] = []
  for (let at = typed.indexOf('@'); at >= 0; at = typed.indexOf('@', at + 1)) {
    const rest = typed.slice(at + 1)
    const [named] = left
      .filter(({ name }) => rest.startsWith(name) && !beginsAsWord(rest.slice(name.length)))
      .sort((one, other) => other.name.length - one.name.length)
    if (!named) continue
    found.push({ at, named })
    left.splice(left.indexOf(named), 1)
    at += named.name.length
  }
  return found
}

function beginsAsWord(text: string): boolean {
  return /^[\p{L}\p{N}]/u.test(text)
}

/** What is typed again of what is stored, and who is named in it. */
export function toTyped(body: string, nameOf: (kind: Named['kind'], id: string) => string) {
  const chosen: Named[] = []
  const typed = commentParts(body)
    .map((part, index, parts) => {
      // A name ends where no letter follows.
      const isBehindName = index > 0 && parts[index - 1]?.is !== 'words'
      if (part.is === 'words') return isBehindName && beginsAsWord(part.text) ? ` ${part.text}` : part.text
      const name = nameOf(part.is, part.id)
      chosen.push({ kind: part.is, id: part.id, name })
      return `@${name}`
    })
    .join('')
  return { typed, chosen }
}
