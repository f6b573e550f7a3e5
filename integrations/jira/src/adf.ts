import { asArray, asObject, asText, get, type Raw } from '@fulcrum/integration-kit'

type RawObject = Readonly<Record<string, Raw>>

/** What a node of rich text is in plain text. */
interface NodeRule {
  /** Its own text. */
  readonly text?: (node: RawObject, attributes: RawObject | null) => string
  /** Where its line ends: after it, or instead of it. Nothing: it stands within a line. */
  readonly endsLine?: true
  /** Set for nodes in a row: a bar follows each. */
  readonly partsCells?: true
  /** Set for elements of a list: a dash before, and deeper lines below. */
  readonly isListItem?: true
  /** Set for nodes that show something which text cannot. */
  readonly isLost?: true
}

const maxDepth = 100
const inline: NodeRule = {}
const block: NodeRule = { endsLine: true }
const card: NodeRule = { text: (_, attributes) => asText(get(attributes, 'url')) ?? '' }
const file: NodeRule = { text: (_, attributes) => `[${asText(get(attributes, 'alt')) ?? 'file'}]`, isLost: true }

const rules: ReadonlyMap<string, NodeRule> = new Map<string, NodeRule>([
  ['blockCard', card],
  ['blockquote', block],
  ['bulletList', inline],
  ['caption', inline],
  ['codeBlock', block],
  ['date', { text: (_, attributes) => dayOf(asText(get(attributes, 'timestamp'))) }],
  ['decisionItem', block],
  ['decisionList', inline],
  ['doc', inline],
  ['embedCard', card],
  ['emoji', { text: (_, attributes) => asText(get(attributes, 'text')) ?? asText(get(attributes, 'shortName')) ?? '' }],
  ['expand', block],
  ['hardBreak', { endsLine: true }],
  ['heading', block],
  ['inlineCard', card],
  ['listItem', { isListItem: true }],
  ['media', file],
  ['mediaGroup', block],
  ['mediaInline', file],
  ['mediaSingle', block],
  ['mention', { text: (_, attributes) => asText(get(attributes, 'text')) ?? '@someone' }],
  ['nestedExpand', block],
  ['orderedList', inline],
  ['panel', block],
  ['paragraph', block],
  ['rule', { text: () => '---', endsLine: true }],
  ['status', { text: (_, attributes) => `[${asText(get(attributes, 'text')) ?? ''}]` }],
  ['table', inline],
  ['tableCell', inline],
  ['tableHeader', inline],
  ['tableRow', { endsLine: true, partsCells: true }],
  ['taskItem', block],
  ['taskList', inline],
  ['text', { text: (node) => asText(get(node, 'text')) ?? '' }],
])

/** True for a rich text document. */
export function isRichText(value: Raw): boolean {
  const node = asObject(value)
  return get(node, 'type') === 'doc' && Array.isArray(get(node, 'content'))
}

/**
 * The plain text of a rich text document: blocks on lines of their own, list items with a dash, cells parted by bars.
 * `onLost` hears of every node that has no text.
 */
export function plainTextOf(document: Raw, onLost: (nodeType: string) => void): string {
  const lines: string[] = []
  let line = ''
  const endLine = (indent: string) => {
    lines.push(line.trimEnd())
    line = indent
  }
  const walk = (value: Raw, depth: number, indent: string, inRow: boolean): void => {
    const node = asObject(value)
    if (node === null || depth > maxDepth) return
    const type = asText(get(node, 'type')) ?? 'unknown'
    const rule = rules.get(type)
    if (rule === undefined || rule.isLost) onLost(type)
    if (rule?.isListItem) line = inRow ? `${line}- ` : `${indent}- `
    else if (rule?.endsLine && line.trim() === '') line = indent
    line += (rule?.text?.(node, asObject(get(node, 'attrs'))) ?? '').replaceAll('\n', `\n${indent}`)
    const inner = rule?.isListItem ? `${indent}  ` : indent
    for (const child of asArray(get(node, 'content'))) {
      walk(child, depth + 1, inner, inRow || rule?.partsCells === true)
      if (rule?.partsCells) line += ' | '
    }
    if (rule?.partsCells) line = line.replace(/ \| $/, '')
    // In a row a block ends with its cell; an empty block leaves an empty line only at the top.
    if (rule?.endsLine && (type === 'hardBreak' || (rule.partsCells ?? !inRow))) {
      if (line.trim() !== '' || depth === 1 || type === 'hardBreak') endLine(depth > 1 ? indent : '')
    }
  }
  walk(document, 0, '', false)
  if (line.trim() !== '') endLine('')
  return lines.join('\n').trim()
}

function dayOf(timestamp: string | null): string {
  const ms = Number(timestamp ?? Number.NaN)
  return Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(0, 10) : ''
}
