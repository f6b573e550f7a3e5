import type { DocNode } from './kind.ts'

/** Outermost first: a link goes around what is bold in it. */
const layers = ['link', 'underline', 'bold', 'italic', 'strike'] as const
const signs: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' }
/** Readers drop it: it keeps signs apart that would be read as one. */
const nothing = '<!-- -->'

/** The words of a block as Markdown, which may go over several lines. */
export function writeInline(nodes: readonly DocNode[]): string {
  const lines: string[] = []
  let rest = joined(nodes)
  for (let at = rest.findIndex(isBreak); at >= 0; at = rest.findIndex(isBreak)) {
    lines.push(writeLine(rest.slice(0, at)))
    rest = rest.slice(at + 1)
  }
  const last = writeLine(rest)
  // A backslash at the very end is no break but a backslash.
  if (last === '' && lines.length > 0) {
    const before = lines.join('\\\n')
    // A tag that has a line for itself begins a block of HTML.
    return before === '' ? `<br>${nothing}` : `${before}<br>`
  }
  return [...lines, last].join('\\\n')
}

/** Text with nothing in it that Markdown reads as more than text. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>~#|]/g, (sign) => `\\${sign}`)
    .replaceAll(/&(?=[#\w]+;)/g, '&amp;')
    .replaceAll(/:(?=\/\/)|(?<=\bmailto):/gi, '\\:')
    .replaceAll(/!$/g, '\\!')
}

const isBreak = ({ type }: DocNode): boolean => type === 'hardBreak'

/** Text that bears the same marks, as one. */
function joined(nodes: readonly DocNode[]): DocNode[] {
  const result: DocNode[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.text !== undefined && node.text !== undefined && marksOf(last) === marksOf(node)) {
      result.splice(-1, 1, { ...last, text: last.text + node.text })
    } else result.push(node)
  }
  return result
}

function marksOf({ marks = [] }: DocNode): string {
  return marks
    .map(({ type, attrs }) => `${type} ${String(attrs?.['href'] ?? '')}`)
    .sort()
    .join('\n')
}

function writeLine(nodes: readonly DocNode[]): string {
  const written = writeLayer(nodes, 0)
  // Blanks at the ends of a line are no text to a reader, and some signs begin a block.
  return written
    .replace(/^\s|\s$/g, (blank) => `&#${blank.charCodeAt(0)};`)
    .replace(/^[-+=:]/, (sign) => `\\${sign}`)
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** Each layer of marks goes around as many words as bear it. */
function writeLayer(nodes: readonly DocNode[], depth: number): string {
  const layer = layers[depth]
  if (layer === undefined) return nodes.map(leaf).reduce(together, '')
  const pieces: string[] = []
  for (let at = 0; at < nodes.length;) {
    const value = valueOf(nodes[at], layer)
    let end = at + 1
    while (end < nodes.length && valueOf(nodes[end], layer) === value) end++
    const inner = writeLayer(nodes.slice(at, end), depth + 1)
    pieces.push(value === null ? inner : around(layer, inner, value))
    at = end
  }
  return pieces.reduce(together, '')
}

function valueOf(node: DocNode | undefined, layer: string): string | null {
  const mark = node?.marks?.find(({ type }) => type === layer)
  return mark === undefined ? null : String(mark.attrs?.['href'] ?? '')
}

/** Marks stand at the text, never at the blanks around it. */
function around(layer: string, inner: string, value: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? []
  if (core === '') return inner
  const sign = signs[layer]
  if (sign !== undefined) return before + sign + (layer === 'bold' ? apart(core) : core) + sign + after
  return before + (layer === 'underline' ? `<u>${core}</u>` : `[${core}](${address(value)})`) + after
}

/** Stars of slanted words that only begin or end what is bold are kept from its own; around all of it they are three. */
function apart(core: string): string {
  if (/^\*[^*]+\*$/.test(core)) return core
  return (core.startsWith('*') ? nothing : '') + core + (closesWith(core) === '*' ? nothing : '')
}

function address(href: string): string {
  return href.replaceAll(/[()<>\\]/g, (sign) => `\\${sign}`).replaceAll(/&(?=[#\w]+;)/g, '&amp;')
}

function leaf(node: DocNode): string {
  if (node.type === 'mention') return `@${escaped(String(node.attrs?.['label'] ?? ''))}`
  if (node.type === 'liveCell') return escaped(String(node.attrs?.['label'] ?? ''))
  if (node.text === undefined) return ''
  const text = node.text.replaceAll(/[\r\n]+/g, ' ')
  return node.marks?.some(({ type }) => type === 'code') ? code(text) : escaped(text)
}

/** The ticks around code are more than any in it. */
function code(text: string): string {
  if (text.trim() === '') return text
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return ticks + pad + text + pad + ticks
}

/**
 * Signs open before words and close behind them; a letter on the one side and a sign of writing on the other make a reader take
 * them for stars.
 */
function together(before: string, after: string): string {
  if (before === '' || after === '') return before + after
  const [last, first] = [before.at(-1) ?? '', after.at(0) ?? '']
  const closes = closesWith(before) !== ''
  const opens = /^[*~]/.test(after)
  const clash =
    (closes && opens) ||
    (opens && isWord(last) && !isWord(/^(?:\*+|~+)([\s\S])/u.exec(after)?.[1] ?? '')) ||
    (closes && isWord(first) && !isWord(/([^*])\*+$|([^~])~+$/u.exec(before)?.slice(1).join('') ?? '')) ||
    (last === '`' && first === '`')
  return before + (clash ? nothing : '') + after
}

/** The sign with which a text ends, unless it is escaped. */
function closesWith(text: string): string {
  const [, slashes = '', signs = ''] = /(\\*)([*~]+)$/.exec(text) ?? []
  return signs.length > slashes.length % 2 ? signs.slice(-1) : ''
}

function isWord(sign: string): boolean {
  return sign !== '' && !/[\s\p{P}\p{S}]/u.test(sign)
}
