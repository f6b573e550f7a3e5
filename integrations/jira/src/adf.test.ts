import { expect, test } from 'vitest'
import { isRichText, plainTextOf } from './adf.ts'

type Node = { type?: string; text?: string; attrs?: Record<string, unknown>; content?: Node[] }

const text = (content: string): Node => ({ type: 'text', text: content })
const node = (type: string, ...content: Node[]): Node => ({ type, content })
const leaf = (type: string, attrs: Record<string, unknown> = {}): Node => ({ type, attrs })

function plain(...content: Node[]): { text: string; lost: string[] } {
  const lost: string[] = []
  return { text: plainTextOf(node('doc', ...content), (type) => lost.push(type)), lost }
}

test('blocks stand on lines, lists are indented, cells parted by bars', () => {
  const item = (...content: Node[]) => node('listItem', ...content)
  const { text: found, lost } = plain(
    node('heading', text('Title')),
    node('paragraph', text('one '), text('line'), leaf('hardBreak'), text('next')),
    node(
      'bulletList',
      item(node('paragraph', text('a')), node('bulletList', item(node('paragraph', text('deep'))))),
      item(node('paragraph', text('b'))),
    ),
    node('paragraph', text('after')),
    node(
      'table',
      node(
        'tableRow',
        node('tableHeader', node('paragraph', text('h1'))),
        node('tableHeader', node('paragraph', text('h2'))),
      ),
      node(
        'tableRow',
        node('tableCell', node('paragraph', text('c1'))),
        node('tableCell', node('paragraph', text('c2'))),
      ),
    ),
    node('codeBlock', text('let a\nlet b')),
    leaf('rule'),
    node('paragraph'),
    node('paragraph', text('end')),
  )
  expect(found).toBe(
    [
      'Title',
      'one line',
      'next',
      '- a',
      '  - deep',
      '- b',
      'after',
      'h1 | h2',
      'c1 | c2',
      'let a',
      'let b',
      '---',
      '',
      'end',
    ].join('\n'),
  )
  expect(lost).toEqual([])
})

test('what stands in a line has its text, what has none is told', () => {
  const { text: found, lost } = plain(
    node(
      'paragraph',
      leaf('mention', { text: '@Ada' }),
      leaf('mention'),
      leaf('emoji', { shortName: ':ok:' }),
      leaf('inlineCard', { url: 'https://x.example' }),
      leaf('date', { timestamp: '1735657500000' }),
      leaf('date', { timestamp: 'never' }),
      leaf('status', { text: 'DONE' }),
      leaf('mediaInline', { alt: 'a.png' }),
      leaf('somethingNew'),
      {},
    ),
  )
  expect(found).toBe('@Ada@someone:ok:https://x.example2024-12-31[DONE][a.png]')
  expect(lost).toEqual(['mediaInline', 'somethingNew', 'unknown'])
})

test('depth without end is cut', () => {
  let deep: Node = text('bottom')
  for (let i = 0; i < 50_000; i++) deep = node('panel', deep)
  expect(plain(deep, node('paragraph', text('rest'))).text).toBe('rest')
})

test('only documents are rich text', () => {
  expect(isRichText({ type: 'doc', content: [] })).toBe(true)
  for (const other of [null, 'doc', [], { type: 'doc' }, { content: [] }, { type: 'doc', content: 'x' }]) {
    expect(isRichText(other)).toBe(false)
  }
})
