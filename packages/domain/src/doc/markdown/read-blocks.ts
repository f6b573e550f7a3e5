import type { Token } from 'markdown-it'
import type { DocAttributes, DocNode } from '../content/kind.ts'
import { createScale, requireDepth } from './limits.ts'
import { readInline, textOf } from './read-inline.ts'

type Scale = ReturnType<typeof createScale>

/** A block whose end has not come yet. */
interface Open {
  readonly tag: string
  readonly attrs: DocAttributes
  readonly content: DocNode[]
}

/** What closes a block, and what becomes of it. */
type Closer = (open: Open) => readonly DocNode[]

const tones: Readonly<Record<string, string>> = {
  NOTE: 'info',
  IMPORTANT: 'info',
  TIP: 'success',
  WARNING: 'warning',
  CAUTION: 'danger',
}
/** The first words of a quote that is a callout, and of an item that is one of a checklist. */
const calloutSign = /^\[!(NOTE|IMPORTANT|TIP|WARNING|CAUTION)\](?:\n|$)/i
const taskSign = /^\[([ xX])\](?:\s+|$)/

/** The blocks of a text, made of a reader's tokens. */
export function readBlocks(tokens: readonly Token[]): readonly DocNode[] {
  const scale = createScale()
  const root: Open = { tag: 'doc', attrs: {}, content: [] }
  const open: Open[] = [root]
  const into = (): DocNode[] => (open.at(-1) ?? root).content
  for (const token of tokens) {
    if (token.nesting === 1) {
      open.push({ tag: token.type, attrs: attributesOf(token), content: [] })
      requireDepth(open.length)
      scale.add(0)
    } else if (token.nesting === -1) {
      const done = open.pop() ?? root
      into().push(...(closers[done.tag] ?? (({ content }: Open) => content))(done))
    } else into().push(...leaf(token, open.at(-1) ?? root, scale))
  }
  return root.content.map(plain)
}

function attributesOf(token: Token): DocAttributes {
  const start = Number(token.attrGet('start') ?? 1)
  if (token.type === 'ordered_list_open' && start !== 1 && start <= 1_000_000) return { start }
  return token.type === 'heading_open' ? { level: Math.min(3, Number(token.tag.slice(1))) } : {}
}

/** Words wait in a node of their own until the block that they stand in is closed. */
function leaf(token: Token, parent: Open, scale: Scale): readonly DocNode[] {
  if (token.type === 'inline') {
    const sign =
      parent.tag === 'paragraph_open' ? (token.content.match(calloutSign) ?? token.content.match(taskSign)) : null
    const content = readInline(token.children ?? [], scale)
    return sign === null ? content : [{ type: 'sign', text: sign[0] }, ...content]
  }
  scale.add(token.content.length)
  if (token.type === 'hr') return [{ type: 'horizontalRule' }]
  if (token.type === 'html_block') {
    const content = textOf(withoutComments(token.content).trim())
    return content.length === 0 ? [] : [{ type: 'paragraph', content }]
  }
  if (token.type !== 'fence' && token.type !== 'code_block') return []
  const text = token.content.replace(/\n$/, '')
  const language = (/^\S*/.exec(token.info.trim())?.[0] ?? '').replaceAll(/\p{Cc}/gu, '').slice(0, 40)
  const content: readonly DocNode[] = text === '' ? [] : [{ type: 'text', text }]
  if (language === 'mermaid') return [{ type: 'diagram', content }]
  return [{ type: 'codeBlock', ...(language !== '' && { attrs: { language } }), content }]
}

function withoutComments(html: string): string {
  const parts: string[] = []
  let at = 0
  for (let begin = html.indexOf('<!--'); begin >= 0; begin = html.indexOf('<!--', at)) {
    const end = html.indexOf('-->', begin)
    if (end < 0) break
    parts.push(html.slice(at, begin))
    at = end + 3
  }
  return parts.join('') + html.slice(at)
}

const named =
  (type: string): Closer =>
  ({ attrs, content }) => [{ type, ...(Object.keys(attrs).length > 0 && { attrs }), content }]

const closers: Readonly<Record<string, Closer>> = {
  paragraph_open: named('paragraph'),
  heading_open: named('heading'),
  blockquote_open: ({ content }) => {
    const { sign, content: rest } = unsigned(content)
    const tone = tones[calloutSign.exec(sign)?.[1]?.toUpperCase() ?? '']
    if (tone === undefined) return [{ type: 'blockquote', content: atLeast(content.map(plain)) }]
    return [{ type: 'callout', attrs: { tone }, content: atLeast(rest.map(plain)) }]
  },
  list_item_open: ({ content }) => {
    const { sign, content: rest } = unsigned(content)
    const task = taskSign.exec(sign)
    if (task === null) return [{ type: 'listItem', content: withText(content.map(plain)) }]
    return [{ type: 'taskItem', attrs: { checked: task[1] !== ' ' }, content: withText(rest.map(plain)) }]
  },
  bullet_list_open: ({ content }) => lists(content, {}, 'bulletList'),
  ordered_list_open: ({ content, attrs }) => lists(content, attrs, 'orderedList'),
  table_open: named('table'),
  thead_open: ({ content }) => content,
  tbody_open: ({ content }) => content,
  tr_open: named('tableRow'),
  th_open: ({ content }) => [{ type: 'tableHeader', content: [{ type: 'paragraph', content }] }],
  td_open: ({ content }) => [{ type: 'tableCell', content: [{ type: 'paragraph', content }] }],
}

/** Items with a box and items without one stand in lists of their own. */
function lists(items: readonly DocNode[], attrs: DocAttributes, type: string): DocNode[] {
  const result: { type: string; attrs?: DocAttributes; content: DocNode[] }[] = []
  for (const item of items) {
    const wanted = item.type === 'taskItem' ? 'taskList' : type
    const last = result.at(-1)
    if (last?.type === wanted) last.content.push(item)
    else result.push({ type: wanted, ...(wanted === 'orderedList' && 'start' in attrs && { attrs }), content: [item] })
  }
  return result
}

/** Blocks whose first paragraph begins with a sign, and the blocks without it. */
function unsigned(blocks: readonly DocNode[]): { readonly sign: string; readonly content: readonly DocNode[] } {
  const [first, ...rest] = blocks
  const sign = first?.content?.[0]
  if (first === undefined || sign?.type !== 'sign') return { sign: '', content: blocks }
  const words = cut(first.content?.slice(1) ?? [], sign.text?.length ?? 0)
  const isGone = words.length === 0 && rest.length > 0
  return { sign: sign.text ?? '', content: isGone ? rest : [{ ...first, content: words }, ...rest] }
}

/** Without so many signs at the beginning; the blank or the break behind them goes with them. */
function cut(nodes: readonly DocNode[], length: number): readonly DocNode[] {
  const [first, ...rest] = nodes
  if (first?.text === undefined) return nodes
  const text = first.text.slice(length)
  return text === '' ? rest : [{ ...first, text }, ...rest]
}

/** A block in which a sign at the beginning means nothing. */
function plain(block: DocNode): DocNode {
  return block.content?.[0]?.type === 'sign' ? { ...block, content: block.content.slice(1) } : block
}

function atLeast(blocks: readonly DocNode[]): readonly DocNode[] {
  return blocks.length === 0 ? [{ type: 'paragraph', content: [] }] : blocks
}

/** Items begin with a line of text, be it an empty one. */
function withText(blocks: readonly DocNode[]): readonly DocNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph', content: [] }, ...blocks]
}
