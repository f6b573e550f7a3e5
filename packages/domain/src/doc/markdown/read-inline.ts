import type { Token } from 'markdown-it'
import type { DocNode } from '../content/kind.ts'
import { isSafeLink } from '../content/safe-link.ts'
import type { createScale } from './limits.ts'

type Mark = NonNullable<DocNode['marks']>[number]

const markTags: Readonly<Record<string, string>> = { strong: 'bold', em: 'italic', s: 'strike' }
const breakTag = /^<br\s*\/?>$/i

/** The words of a block, made of a reader's tokens. */
export function readInline(tokens: readonly Token[], scale: ReturnType<typeof createScale>): readonly DocNode[] {
  const nodes: DocNode[] = []
  let marks: readonly Mark[] = []
  const add = (node: DocNode): void => {
    scale.add(
      (node.text?.length ?? 0) + marks.reduce((sum, { attrs }) => sum + String(attrs?.['href'] ?? '').length, 0),
    )
    push(nodes, node)
  }
  const say = (text: string, own: readonly Mark[] = marks): void => {
    if (text !== '') add({ type: 'text', text, ...(own.length > 0 && { marks: own }) })
  }
  const takers: Readonly<Record<string, (token: Token) => void>> = {
    text: ({ content }) => say(content),
    softbreak: () => say(' '),
    hardbreak: () => add({ type: 'hardBreak' }),
    // In an editor code bears no other marks; an address is worth more than how its words look.
    code_inline: ({ content }) => {
      const link = marks.filter(({ type }) => type === 'link')
      say(content, link.length > 0 ? link : [{ type: 'code' }])
    },
    image: (token) => {
      const link = linkTo(attribute(token, 'src'))
      const words = token.content === '' ? attribute(token, 'src') : token.content
      say(words, marks.some(({ type }) => type === 'link') ? marks : [...marks, ...link])
    },
    html_inline: ({ content }) => {
      if (breakTag.test(content)) add({ type: 'hardBreak' })
      else if (content === '<u>') marks = [...marks, { type: 'underline' }]
      else if (content === '</u>') marks = marks.filter(({ type }) => type !== 'underline')
      else if (!content.startsWith('<!--')) say(content)
    },
  }
  for (const token of tokens) {
    const mark = markTags[token.tag]
    if (token.nesting === 0) takers[token.type]?.(token)
    else if (token.nesting === -1) marks = marks.filter(({ type }) => type !== (mark ?? 'link'))
    else if (mark !== undefined) marks = [...marks.filter(({ type }) => type !== mark), { type: mark }]
    else marks = [...marks, ...linkTo(attribute(token, 'href'))]
  }
  return nodes
}

/** Words that are no Markdown, line by line. */
export function textOf(text: string): readonly DocNode[] {
  return text
    .split('\n')
    .flatMap((line, at): DocNode[] => [
      ...(at > 0 ? [{ type: 'hardBreak' }] : []),
      ...(breakTag.test(line) ? [{ type: 'hardBreak' }] : line === '' ? [] : [{ type: 'text', text: line }]),
    ])
}

/** An address that is none of those that docs lead to leaves its words. */
function linkTo(href: string): readonly Mark[] {
  return isSafeLink(href) ? [{ type: 'link', attrs: { href } }] : []
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

/** Text that bears the same marks goes on. */
function push(nodes: DocNode[], node: DocNode): void {
  const last = nodes.at(-1)
  if (
    last?.text !== undefined &&
    node.text !== undefined &&
    JSON.stringify(last.marks) === JSON.stringify(node.marks)
  ) {
    nodes.splice(-1, 1, { ...last, text: last.text + node.text })
  } else nodes.push(node)
}
