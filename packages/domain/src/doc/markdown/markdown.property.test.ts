import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocContent, DocNode } from '../content/kind.ts'
import { toMarkdown } from '../content/markdown.ts'
import { docMark, docNode } from '../content/nodes.ts'
import { maxDocDepth } from '../content/limits.ts'
import { readMarkdown } from './read-markdown.ts'

const word = fc.string({ unit: fc.constantFrom(...'ab1 .-_*`[]()<>#|~!&;:+="\\ü'), minLength: 1, maxLength: 8 })
const href = fc.constantFrom(
  'https://a.example/x?a=1&copy;=2',
  'https://a.example/(b)',
  '/d/doc_1',
  '#goals',
  'mailto:a@b.example',
)
const someMarks = fc
  .subarray(['bold', 'italic', 'strike', 'underline'])
  .chain((types) =>
    fc
      .option(href)
      .map((to) => [...types.map((type) => ({ type })), ...(to ? [{ type: 'link', attrs: { href: to } }] : [])]),
  )
const textNode = fc.tuple(word, someMarks).map(([text, marks]): DocNode => ({ type: 'text', text, marks }))
const codeNode = fc
  .string({ unit: fc.constantFrom(...'ab `*'), minLength: 1, maxLength: 6 })
  .map((text): DocNode => ({ type: 'text', text, marks: [{ type: 'code' }] }))
const hardBreak = fc.constant<DocNode>({ type: 'hardBreak' })
const inline = fc.array(
  fc.oneof({ arbitrary: textNode, weight: 6 }, { arbitrary: codeNode, weight: 2 }, { arbitrary: hardBreak, weight: 1 }),
  { minLength: 1, maxLength: 5 },
)
const paragraph = inline.map((content): DocNode => ({ type: 'paragraph', content }))
const code = fc.string({ unit: fc.constantFrom(...'ab `~\n\t#>-'), maxLength: 12 })
const leaf = fc.oneof(
  { arbitrary: paragraph, weight: 4 },
  {
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 3 }), inline)
      .map(([level, content]): DocNode => ({ type: 'heading', attrs: { level }, content })),
    weight: 1,
  },
  {
    arbitrary: fc.tuple(fc.constantFrom('', 'ts', 'c++'), code).map(([language, text]): DocNode => ({
      type: 'codeBlock',
      ...(language && { attrs: { language } }),
      content: text === '' ? [] : [{ type: 'text', text }],
    })),
    weight: 1,
  },
  { arbitrary: fc.constant<DocNode>({ type: 'horizontalRule' }), weight: 1 },
  {
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 })).chain(([columns, rows]) => {
      const row = (type: string) =>
        fc.array(paragraph, { minLength: columns, maxLength: columns }).map((cells): DocNode => ({
          type: 'tableRow',
          content: cells.map((each): DocNode => ({ type, content: [each] })),
        }))
      return fc
        .tuple(row('tableHeader'), fc.array(row('tableCell'), { minLength: rows, maxLength: rows }))
        .map(([head, body]): DocNode => ({ type: 'table', content: [head, ...body] }))
    }),
    weight: 1,
  },
)
const { blocks } = fc.letrec<{ block: DocNode; blocks: DocNode[] }>((tie) => {
  const inside = fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })).map(([first, rest]) => [first, ...rest])
  const items = (type: string, attrs: fc.Arbitrary<object> = fc.constant({})) =>
    fc.array(
      fc.tuple(inside, attrs).map(([content, own]): DocNode => ({ type, ...own, content })),
      { minLength: 1, maxLength: 3 },
    )
  return {
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 4 }),
    block: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      items('listItem').map((content): DocNode => ({ type: 'bulletList', content })),
      fc.tuple(fc.constantFrom(1, 0, 7), items('listItem')).map(([start, content]): DocNode => ({
        type: 'orderedList',
        ...(start !== 1 && { attrs: { start } }),
        content,
      })),
      items(
        'taskItem',
        fc.boolean().map((checked) => ({ attrs: { checked } })),
      ).map((content): DocNode => ({ type: 'taskList', content })),
      inside.map((content): DocNode => ({ type: 'blockquote', content })),
      fc
        .tuple(fc.constantFrom('info', 'success', 'warning', 'danger'), inside)
        .map(([tone, content]): DocNode => ({ type: 'callout', attrs: { tone }, content })),
    ),
  }
})

/** A doc as far as Markdown can say it: blanks at the ends of words that stand out bear no marks, marks have an order, and equal ones are one. */
function said(node: DocNode): unknown {
  if (node.text !== undefined) throw new Error('words stand in blocks')
  const content = node.content ?? []
  if (content.some(({ type }) => type === 'text' || type === 'hardBreak'))
    return { type: node.type, attrs: node.attrs ?? {}, words: words(content) }
  return { type: node.type, attrs: node.attrs ?? {}, content: content.map(said) }
}

function words(nodes: readonly DocNode[]): string {
  return nodes
    .flatMap((node) => {
      if (node.text === undefined) return [`<${node.type}>`]
      const marks = (node.marks ?? [])
        .map(({ type, attrs }) => `${type}${String(attrs?.['href'] ?? '')}`)
        .sort()
        .join('+')
      // Sign by sign: it does not matter how they were put together, nor which marks a blank bears.
      return [...node.text].map((sign) => (/\s/.test(sign) ? sign : `${sign}{${marks}}`))
    })
    .join('')
}

function requireClosed(node: DocNode, holds: DocContent, depth: number): void {
  expect(depth).toBeLessThanOrEqual(maxDocDepth)
  if (node.type === 'text') {
    expect(['inline', 'text']).toContain(holds)
    expect(node.text).not.toBe('')
    for (const { type, attrs = {} } of node.marks ?? []) {
      const mark = docMark(type)
      for (const [name, value] of Object.entries(attrs))
        expect(mark?.attributes[name]?.safeParse(value).success, type).toBe(true)
      expect(mark, type).toBeDefined()
    }
    return
  }
  const kind = docNode(node.type)
  expect(kind?.within, node.type).toContain(holds)
  for (const [name, value] of Object.entries(node.attrs ?? {}))
    expect(kind?.attributes[name]?.safeParse(value).success, name).toBe(true)
  for (const child of node.content ?? []) requireClosed(child, kind?.holds ?? 'nothing', depth + 1)
}

test('a doc is the same on its way out as Markdown and in again', () => {
  fc.assert(
    fc.property(blocks, (content) => {
      const doc: DocNode = { type: 'doc', content }
      expect(said(readMarkdown(toMarkdown(doc)))).toEqual(said(doc))
    }),
    { numRuns: 150 },
  )
})

test('whatever text comes in, only what docs hold comes of it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '> ',
      '[ ] ',
      '[!NOTE]',
      '\n',
      '\n\n',
      '    ',
      '```',
      '| a | b |\n|---|---|\n',
      '**',
      '*',
      '~~',
      '`',
      '[a](',
      ')',
      '<br>',
      '<u>',
      '<!--',
      '-->',
      '<div>',
      '---',
      'javascript:alert(1)',
      'https://a.example',
      '![',
      ']',
      '\t',
      '\0',
      '\u202e',
      '\ud800',
    ),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      for (const node of readMarkdown(pieces.join('')).content ?? []) requireClosed(node, 'blocks', 1)
    }),
    { numRuns: 150 },
  )
})
