import { publicId } from '../../uuid.ts'
import type { DocNode } from './kind.ts'
import { escaped, writeInline } from './write-inline.ts'

/** A doc as Markdown, for reading and for taking it elsewhere. `toMarkdown(doc) // '# Plan\n\nText\n'` */
export function toMarkdown(doc: DocNode): string {
  return `${blocks(doc.content ?? []).trimEnd()}\n`
}

/** A doc as plain text, a line for each block: what is searched and compared. */
export function docLines(doc: DocNode): string[] {
  const lines: string[] = []
  const walk = (node: DocNode) => {
    const isLine = (node.content ?? []).some(
      ({ type }) => type === 'text' || type === 'mention' || type === 'liveCell' || type === 'hardBreak',
    )
    if (node.type === 'liveView') lines.push(plain([node]))
    else if (isLine) lines.push(plain(node.content ?? []))
    else for (const child of node.content ?? []) walk(child)
  }
  walk(doc)
  return lines
}

function plain(nodes: readonly DocNode[]): string {
  return nodes
    .map((node) => node.text ?? (node.type === 'hardBreak' ? ' ' : String(node.attrs?.['label'] ?? '')))
    .join('')
}

function blocks(nodes: readonly DocNode[]): string {
  return nodes.reduce((text, node, at) => {
    const last = nodes[at - 1]
    if (last === undefined) return block(node)
    // Two lists of a kind would be read as one.
    const apart = isList(last) && isList(node) && (last.type === 'orderedList') === (node.type === 'orderedList')
    return `${text}\n\n${apart ? '<!-- -->\n\n' : ''}${block(node)}`
  }, '')
}

function isList({ type }: DocNode): boolean {
  return type === 'bulletList' || type === 'orderedList' || type === 'taskList'
}

function block(node: DocNode): string {
  const content = node.content ?? []
  return (
    writers[node.type]?.(node, content) ??
    (content.some(({ type }) => type === 'text') ? writeInline(content) : blocks(content))
  )
}

const writers: Readonly<Record<string, (node: DocNode, content: readonly DocNode[]) => string>> = {
  paragraph: (_node, content) => writeInline(content),
  heading: (node, content) => `${'#'.repeat(Number(node.attrs?.['level'] ?? 1))} ${onOneLine(writeInline(content))}`,
  blockquote: (_node, content) => prefixed(blocks(content), '> '),
  callout: (node, content) =>
    prefixed(
      `[!${calloutWords[String(node.attrs?.['tone'])] ?? 'NOTE'}]\n${content[0]?.type === 'paragraph' ? '' : '\n'}${blocks(content)}`,
      '> ',
    ),
  bulletList: (_node, content) => content.map((item) => listed(item, '- ')).join('\n'),
  orderedList: (node, content) =>
    content.map((item, at) => listed(item, `${Number(node.attrs?.['start'] ?? 1) + at}. `)).join('\n'),
  taskList: (_node, content) =>
    content.map((item) => listed(item, item.attrs?.['checked'] === true ? '- [x] ' : '- [ ] ')).join('\n'),
  codeBlock: (node, content) => fenced(String(node.attrs?.['language'] ?? ''), content),
  diagram: (_node, content) => fenced('mermaid', content),
  horizontalRule: () => '---',
  table: (_node, content) => table(content),
  liveView: ({ attrs }) => {
    const view = typeof attrs?.['view'] === 'string' ? `?view=${attrs['view']}` : ''
    return `[${escaped(String(attrs?.['label'] ?? ''))}](/b/${publicId('board', String(attrs?.['board']))}${view})`
  },
  image: (node) =>
    `![${escaped(String(node.attrs?.['alt'] ?? node.attrs?.['name'] ?? ''))}](/files/${String(node.attrs?.['file'])})`,
}

const calloutWords: Readonly<Record<string, string>> = {
  info: 'NOTE',
  success: 'TIP',
  warning: 'WARNING',
  danger: 'CAUTION',
}

function listed(item: DocNode, mark: string): string {
  const [first, ...more] = item.content ?? []
  const isTask = mark.startsWith('- [')
  const head = first === undefined || isEmpty(first) ? '' : block(first)
  // What is no text goes on behind a mark by itself, but not behind the box of a checklist.
  const isText = first?.type === 'paragraph'
  const begin = isTask && (head === '' || !isText) ? '<!-- -->' : ''
  const rest = (first === undefined || isText ? more : [first, ...more]).filter((node) => !isEmpty(node))
  const parts = [isText ? head : '', blocks(rest)].filter((part) => part !== '')
  const isTight = isText && head !== '' && rest.length > 0 && rest.every((node) => goesOn(node))
  const text = (begin === '' ? [] : [begin]).concat(parts).join(isTight ? '\n' : '\n\n')
  const indent = ' '.repeat(mark.startsWith('- ') ? 2 : mark.length)
  // Three lines behind a mark would be a line across.
  const whole = mark + text.replace(/^---$/m, (line, at) => (at === 0 ? '***' : line))
  return whole.trimEnd().replaceAll(/\n+(?=[^\n])/g, (breaks) => `${breaks}${indent}`)
}

/** A list that may stand right below a line, which is how people write one below an item. */
function goesOn({ type, attrs, content = [] }: DocNode): boolean {
  const first = content[0]?.content?.[0]
  const begins = first?.type === 'paragraph' && !isEmpty(first)
  if (type === 'orderedList') return begins && Number(attrs?.['start'] ?? 1) === 1
  return (type === 'bulletList' || type === 'taskList') && begins
}

function isEmpty({ type, content = [] }: DocNode): boolean {
  return type === 'paragraph' && content.length === 0
}

function prefixed(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n')
}

/** The fence is longer than any in the code. */
function fenced(language: string, content: readonly DocNode[]): string {
  const code = plain(content).replaceAll(/\r\n?/g, '\n')
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const word = /^[^\s`\\&]*/.exec(language)?.[0] ?? ''
  return `${fence}${word}\n${code}\n${fence}`
}

function table(rows: readonly DocNode[]): string {
  const lines = rows.map((row) => (row.content ?? []).map((cell) => oneLine(cell)))
  const width = Math.max(0, ...lines.map((line) => line.length))
  const padded = lines.map((line) => [...line, ...Array.from<string>({ length: width - line.length }).fill('')])
  const [head = [], ...body] = padded
  const rule = head.map(() => '---')
  return [head, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function oneLine(cell: DocNode): string {
  return onOneLine(blocks(cell.content ?? [])).replaceAll(/(?<!\\)\|/g, '\\|')
}

/** Where a line ends what it stands in. */
function onOneLine(text: string): string {
  return text.replaceAll('\\\n', '<br>').replaceAll(/\s*\n\s*/g, ' ')
}
