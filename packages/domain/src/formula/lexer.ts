import { FormulaRefusal, type Segment, type Span } from './syntax.ts'

/** A token. `open` tells texts and references whose end is missing, which only a half-written formula has. */
export type Token =
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'text'; readonly value: string; readonly open: boolean })
  | (Span & { readonly kind: 'reference'; readonly segments: readonly Segment[]; readonly open: boolean })
  | (Span & { readonly kind: 'name'; readonly value: string })
  | (Span & { readonly kind: 'sign'; readonly value: string })
  | (Span & { readonly kind: 'unknown'; readonly value: string })
  | (Span & { readonly kind: 'end' })

const space = /[\s\u200b\ufeff]/
const nameStart = /[A-Za-z_]/
const namePart = /[A-Za-z0-9_]/
const digit = /[0-9]/
const twoSigns = new Set(['<=', '>=', '<>', '!=', '==', '&&', '||'])
const oneSign = new Set('+-*/^%&=<>(),;')

/** What keyboards and word processors make of signs. */
const sameSigns = new Map([
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '<>'],
  ['!=', '<>'],
  ['==', '='],
  ['−', '-'],
  ['×', '*'],
  ['÷', '/'],
  [';', ','],
])

/** Cuts a formula into tokens, in one pass. Never refuses: what is no token comes as `unknown`, with its place. */
export function tokens(text: string): Token[] {
  const list: Token[] = []
  let at = 0
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at++
      continue
    }
    const token = tokenAt(text, at)
    list.push(token)
    at = token.to
  }
  list.push({ kind: 'end', from: text.length, to: text.length })
  return list
}

function tokenAt(text: string, from: number): Token {
  const first = text.charAt(from)
  if (first === '{') return referenceAt(text, from)
  if (first === '"' || first === "'") return textAt(text, from, first)
  if (digit.test(first) || (first === '.' && digit.test(text.charAt(from + 1)))) return numberAt(text, from)
  if (nameStart.test(first)) {
    const to = endOf(text, from, namePart)
    return { kind: 'name', value: text.slice(from, to), from, to }
  }
  const two = text.slice(from, from + 2)
  const sign = twoSigns.has(two) ? two : first
  const value = sameSigns.get(sign) ?? sign
  const to = from + sign.length
  if (oneSign.has(value) || twoSigns.has(value)) return { kind: 'sign', value, from, to }
  const whole = String.fromCodePoint(text.codePointAt(from) ?? 0)
  return { kind: 'unknown', value: whole, from, to: from + whole.length }
}

function endOf(text: string, from: number, part: RegExp): number {
  let to = from
  while (to < text.length && part.test(text.charAt(to))) to++
  return to
}

function numberAt(text: string, from: number): Token {
  let to = endOf(text, from, digit)
  if (text.charAt(to) === '.') to = endOf(text, to + 1, digit)
  if (text.charAt(to) === 'e' || text.charAt(to) === 'E') {
    const signed = text.charAt(to + 1) === '+' || text.charAt(to + 1) === '-' ? 2 : 1
    if (digit.test(text.charAt(to + signed))) to = endOf(text, to + signed, digit)
  }
  return { kind: 'number', value: Number(text.slice(from, to)), from, to }
}

/** A quote within a text is written twice. */
function textAt(text: string, from: number, quote: string): Token {
  const parts: string[] = []
  let at = from + 1
  for (;;) {
    const end = text.indexOf(quote, at)
    if (end < 0) {
      parts.push(text.slice(at))
      return { kind: 'text', value: parts.join(''), open: true, from, to: text.length }
    }
    parts.push(text.slice(at, end))
    if (text.charAt(end + 1) !== quote) {
      return { kind: 'text', value: parts.join(''), open: false, from, to: end + 1 }
    }
    parts.push(quote)
    at = end + 2
  }
}

/** `{Due date}`, `{Epic.Points}`, `{#12}`. A backslash takes the meaning from the character after it. */
function referenceAt(text: string, from: number): Token {
  const segments: Segment[] = []
  let characters: string[] = []
  let hash = false
  const endSegment = () => {
    const written = characters.join('')
    segments.push({ text: hash ? written : written.trim(), hash })
    characters = []
    hash = false
  }
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '}') {
      endSegment()
      return { kind: 'reference', segments, open: false, from, to: at + 1 }
    }
    if (character === '.') endSegment()
    else if (character === '#' && characters.length === 0 && !hash) hash = true
    else if (characters.length === 0 && !hash && space.test(character)) continue
    else if (character === '\\' && at + 1 < text.length) characters.push(text.charAt(++at))
    else characters.push(character)
  }
  endSegment()
  return { kind: 'reference', segments, open: true, from, to: text.length }
}

/** A title as it stands within braces. `escapedTitle('v1.2 {x}') // 'v1\\.2 \\{x\\}'` */
export function escapedTitle(title: string): string {
  return title.replace(/[\\{}.]/g, '\\$&').replace(/^#/, '\\#')
}

/** Refuses tokens that stand nowhere in a whole formula. */
export function checkedToken(token: Token): Token {
  if (token.kind === 'unknown') {
    const hint = /[“”„«»‘’]/.test(token.value) ? ' Texts stand in straight quotes: "text".' : ''
    throw new FormulaRefusal(`${token.value} means nothing here.${hint}`, token)
  }
  if (token.kind === 'text' && token.open) throw new FormulaRefusal('This text has no closing quote.', token)
  if (token.kind === 'reference' && token.open) throw new FormulaRefusal('This name has no closing }.', token)
  if (token.kind === 'number' && !Number.isFinite(token.value)) {
    throw new FormulaRefusal('This number is too large.', token)
  }
  if (token.kind === 'sign' && (token.value === '&&' || token.value === '||')) {
    throw new FormulaRefusal(`Write ${token.value === '&&' ? 'AND' : 'OR'} instead of ${token.value}.`, token)
  }
  return token
}
