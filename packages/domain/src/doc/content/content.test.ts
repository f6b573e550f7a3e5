import { expect, test } from 'vitest'
import type { DocNode } from './kind.ts'
import { docLines, toMarkdown } from './markdown.ts'
import { docMarks, docNode, docNodes } from './nodes.ts'
import { isSafeLink } from './safe-link.ts'

const text = (words: string, ...marks: string[]): DocNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
})
const node = (type: string, content: DocNode[] = [], attrs?: DocNode['attrs']): DocNode => ({
  type,
  content,
  ...(attrs && { attrs }),
})

const doc = node('doc', [
  node('heading', [text('Plan')], { level: 2 }),
  node('paragraph', [text('A '), text('bold', 'bold'), text(' word with *stars*')]),
  node('taskList', [
    node('taskItem', [node('paragraph', [text('done')])], { checked: true }),
    node('taskItem', [node('paragraph', [text('open')])], { checked: false }),
  ]),
  node('codeBlock', [text('let a = "```"')], { language: 'js' }),
  node('callout', [node('paragraph', [text('Careful')])], { tone: 'warning' }),
  node('table', [
    node('tableRow', [node('tableHeader', [node('paragraph', [text('A|B')])]), node('tableHeader')]),
    node('tableRow', [node('tableCell', [node('paragraph', [text('1')])]), node('tableCell')]),
  ]),
])

test('a doc reads as Markdown', () => {
  expect(toMarkdown(doc)).toBe(
    [
      '## Plan',
      'A **bold** word with \\*stars\\*',
      '- [x] done\n- [ ] open',
      '````js\nlet a = "```"\n````',
      '> [!WARNING]\n> Careful',
      '| A\\|B |  |\n| --- | --- |\n| 1 |  |\n',
    ].join('\n\n'),
  )
})

test('the lines of a doc are its blocks of text', () => {
  expect(docLines(doc)).toEqual([
    'Plan',
    'A bold word with *stars*',
    'done',
    'open',
    'let a = "```"',
    'Careful',
    'A|B',
    '1',
  ])
})

test('links lead to the web, to mail and to our own pages, and run nothing', () => {
  const good = [
    'https://a.example/x?y#z',
    'http://a.example',
    'mailto:a@b.example',
    'tel:+4512',
    '/b/board_1',
    '#goals',
  ]
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'blob:https://a.example/1',
    '',
    'evil.example',
  ]
  expect(good.filter((address) => !isSafeLink(address))).toEqual([])
  expect(bad.filter(isSafeLink)).toEqual([])
})

test('what is shown live is its words, in Markdown and in what is searched, and names what its writer must have', () => {
  const [board, view, item, column] = [1, 2, 3, 4].map((at) => `01920000-0000-7000-8000-00000000000${at}`)
  const live = node('doc', [
    node('paragraph', [text('Now '), node('liveCell', [], { item, column, label: 'ENG-1 *Status*' })]),
    node('liveView', [], { board, view, label: 'Platform: Late' }),
  ])
  expect(toMarkdown(live)).toBe(
    'Now ENG-1 \\*Status\\*\n\n[Platform: Late](/b/board_01920000000070008000000000000001?view=01920000-0000-7000-8000-000000000002)\n',
  )
  expect(docLines(live)).toEqual(['Now ENG-1 *Status*', 'Platform: Late'])
  expect(docNode('liveCell')?.references?.({ item, column })).toEqual([{ kind: 'cell', id: `${item} ${column}` }])
  expect(docNode('liveView')?.references?.({ board, view })).toEqual([{ kind: 'view', id: `${board} ${view}` }])
  expect(docNode('liveView')?.references?.({ board })).toEqual([{ kind: 'board', id: board }])
})

test('nodes and marks are named once, and each stands in something that is there', () => {
  const names = [...docNodes, ...docMarks].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  const held = new Set(['blocks', ...docNodes.map(({ holds }) => holds)])
  for (const { name, within } of docNodes)
    expect(
      within.every((each) => held.has(each)),
      name,
    ).toBe(true)
})
