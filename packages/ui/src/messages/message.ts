/** What a message says: text as it is, a value, and marked words. */
export type Part = string | Value | Marked

/** The place of a value: as it is, as a number, or what chooses among cases. */
export interface Value {
  readonly name: string
  readonly as?: string | undefined
  readonly cases?: { readonly [name: string]: readonly Part[] }
}

/** Words within a sentence that are shown in another way: `<b>so</b>`. */
export interface Marked {
  readonly tag: string
  readonly parts: readonly Part[]
}

/**
 * Reads an ICU message: `{name}`, `{n, number}`, `plural`, `selectordinal` and `select` with their cases, `#`, `<b>marked</b>`, and
 * apostrophes where a sign means itself (`'{'`). What else ICU knows is refused: numbers and days come formatted.
 * @example parseMessage('Hi {name}') // ['Hi ', { name: 'name' }]
 */
export function parseMessage(message: string): readonly Part[] {
  let at = 0
  /** The group of what stands here, or all of it; undefined where something else does. */
  const eat = (what: RegExp): string | undefined => {
    what.lastIndex = at
    const found = what.exec(message)
    if (found === null) return undefined
    at = what.lastIndex
    return found[1] ?? found[0]
  }
  const need = (what: RegExp): string => {
    const found = eat(what)
    if (found === undefined) throw new SyntaxError(`No message, at ${at}: ${message}`)
    return found
  }

  const partsUpTo = (end: RegExp, counts: boolean): readonly Part[] => {
    const parts: Part[] = []
    let text = ''
    const add = (part: Part): void => {
      if (text !== '') parts.push(text)
      text = ''
      if (part !== '') parts.push(part)
    }
    while (eat(end) === undefined) {
      const quoted = eat(/'(?=[{}<>#])((?:[^']|'')+)'?/y)
      const tag = quoted === undefined ? eat(/<([a-z]\w*)>/y) : undefined
      if (quoted !== undefined) text += quoted.replaceAll("''", "'")
      else if (tag !== undefined) add({ tag, parts: partsUpTo(new RegExp(`</${tag}>`, 'y'), counts) })
      else if (eat(/\{\s*/y) !== undefined) add(value(counts))
      else if (counts && eat(/#/y) !== undefined) add({ name: '#', as: 'number' })
      else text += eat(/'(')/y) ?? need(/[^'{}<#]+|['<#]/y)
    }
    add('')
    return parts
  }

  /** What stands between the braces of a value, and the closing one. */
  const value = (counts: boolean): Value => {
    const name = need(/(\w+)\s*/y)
    const as = eat(/,\s*(number|plural|selectordinal|select)\s*/y)
    if (as === undefined || as === 'number') {
      need(/\}/y)
      return { name, as }
    }
    need(/,\s*/y)
    const cases: { [name: string]: readonly Part[] } = {}
    while (eat(/\}/y) === undefined) {
      cases[need(/(=?\w+)\s*\{/y)] = partsUpTo(/\}\s*/y, counts || as !== 'select')
    }
    return { name, as, cases }
  }

  return partsUpTo(/$/y, false)
}
