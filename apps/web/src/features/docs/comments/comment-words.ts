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
  // A name that another one begins with comes later.
  const longestFirst = [...chosen].sort((left, right) => right.name.length - left.name.length)
  let body = typed
  for (const { kind, id, name } of longestFirst) body = body.replaceAll(`@${name}`, `@[${kind}:${id}]`)
  return body
}

/** What is typed again of what is stored, and who is named in it. */
export function toTyped(body: string, nameOf: (kind: Named['kind'], id: string) => string) {
  const chosen: Named[] = []
  const typed = commentParts(body)
    .map((part) => {
      if (part.is === 'words') return part.text
      const name = nameOf(part.is, part.id)
      chosen.push({ kind: part.is, id: part.id, name })
      return `@${name}`
    })
    .join('')
  return { typed, chosen }
}
