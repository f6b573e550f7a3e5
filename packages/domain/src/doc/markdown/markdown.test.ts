import { expect, test } from 'vitest'
import type { DocNode } from '../content/kind.ts'
import { toMarkdown } from '../content/markdown.ts'
import { looksLikeMarkdown } from '../content/looks-like-markdown.ts'
import { maxMarkdownDepth, maxMarkdownLength } from './limits.ts'
import { readMarkdown, readMarkdownFile } from './read-markdown.ts'

const read = (...lines: string[]): readonly DocNode[] => readMarkdown(lines.join('\n')).content ?? []
const text = (words: string, ...marks: string[]): DocNode => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
})
const p = (...content: DocNode[]): DocNode => ({ type: 'paragraph', content })

test('headings, words that stand out, links and code come as they are meant', () => {
  expect(read('# Plan', '', 'A **bold**, *slanted*, ~~struck~~ `word` <u>u</u>.', '', '#### Deep')).toEqual([
    { type: 'heading', attrs: { level: 1 }, content: [text('Plan')] },
    p(
      text('A '),
      text('bold', 'bold'),
      text(', '),
      text('slanted', 'italic'),
      text(', '),
      text('struck', 'strike'),
      text(' '),
      text('word', 'code'),
      text(' '),
      text('u', 'underline'),
      text('.'),
    ),
    { type: 'heading', attrs: { level: 3 }, content: [text('Deep')] },
  ])
  const link = { type: 'link', attrs: { href: 'https://a.example/x' } }
  expect(read('[here](https://a.example/x) and https://a.example/x')).toEqual([
    p({ ...text('here'), marks: [link] }, text(' and '), { type: 'text', text: 'https://a.example/x', marks: [link] }),
  ])
  expect(read('```ts', 'let a', '', '```', '', '```mermaid', 'flowchart LR', '```')).toEqual([
    { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('let a\n')] },
    { type: 'diagram', content: [text('flowchart LR')] },
  ])
})

test('words of code that lead somewhere go on leading there', () => {
  const link = { type: 'link', attrs: { href: 'https://a.example' } }
  expect(read('**[`run`](https://a.example)** **`go`**')).toEqual([
    p({ ...text('run'), marks: [link] }, text(' '), text('go', 'code')),
  ])
})

test('lists, checklists, callouts and tables come as they are meant', () => {
  expect(read('- a', '  1. b', '- [x] done', '- [ ] open')).toEqual([
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [p(text('a')), { type: 'orderedList', content: [{ type: 'listItem', content: [p(text('b'))] }] }],
        },
      ],
    },
    {
      type: 'taskList',
      content: [
        { type: 'taskItem', attrs: { checked: true }, content: [p(text('done'))] },
        { type: 'taskItem', attrs: { checked: false }, content: [p(text('open'))] },
      ],
    },
  ])
  expect(read('> [!WARNING]', '> Careful', '', '> said')).toEqual([
    { type: 'callout', attrs: { tone: 'warning' }, content: [p(text('Careful'))] },
    { type: 'blockquote', content: [p(text('said'))] },
  ])
  const cell = (type: string, ...content: DocNode[]): DocNode => ({ type, content: [p(...content)] })
  expect(read('| A | B |', '|---|:-:|', '| 1<br>2 | `x\\|y` |')).toEqual([
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', text('A')), cell('tableHeader', text('B'))] },
        {
          type: 'tableRow',
          content: [
            cell('tableCell', text('1'), { type: 'hardBreak' }, text('2')),
            cell('tableCell', text('x|y', 'code')),
          ],
        },
      ],
    },
  ])
})

test('what would run, or fetch something, is words', () => {
  const hostile = [
    '[a](javascript:alert(1))',
    '[b](<java\tscript:alert(1)>)',
    '[c](data:text/html;base64,PHNjcmlwdD4=)',
    '[d](//evil.example)',
    '<javascript:alert(1)>',
    '![e](https://evil.example/pixel.png)',
    '<img src=x onerror=alert(1)>',
    '',
    '<script>alert(1)</script>',
    '',
    '[f]: javascript:alert(1)',
    '',
    '[f]',
  ]
  const all = JSON.stringify(readMarkdown(hostile.join('\n')))
  expect([...all.matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href)).toEqual(['https://evil.example/pixel.png'])
  expect(all).not.toContain('"image"')
  expect(all).toContain('<script>alert(1)</script>')
})

test('a text that is more than a doc takes is refused with what to do, and so is one that only becomes more', () => {
  expect(() => readMarkdown('a'.repeat(maxMarkdownLength + 1))).toThrow(/by parts/)
  expect(() => readMarkdown('- a\n'.repeat(30_000))).toThrow(/by parts/)
  const far = `https://a.example/${'x'.repeat(1_900)}`
  expect(() => readMarkdown(`[a]: ${far}\n\n${'[a] b '.repeat(5_000)}`)).toThrow(/by parts/)
  expect(() => readMarkdown(`${'>'.repeat(maxMarkdownDepth + 1)} a`)).toThrow(/deep/)
  expect(() => readMarkdown(`${'> '.repeat(100_000)} a`)).toThrow(/deep/)
  expect(() => readMarkdown(Array.from({ length: 60 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'))).toThrow(/deep/)
})

test('texts that are made to keep a reader busy are read, or refused before they do', () => {
  const busy = [
    '[',
    '![',
    '*a ',
    '**a_',
    '`a``',
    '<a',
    '&#x',
    '[a](',
    '~~a ',
    '<!--',
    '|',
    '[a]: ',
    '[a]: b\n',
    '> a\n',
  ]
  for (const sign of busy) {
    try {
      expect(readMarkdown(sign.repeat(Math.floor(40_000 / sign.length))).type, sign).toBe('doc')
    } catch (error) {
      expect(error, sign).toMatchObject({ code: 'too-large' })
    }
  }
})

test('a file has its heading for a name, or its own', () => {
  expect(readMarkdownFile('notes.md', '\uFEFF# The *plan*\n\nText')).toEqual({
    name: 'The plan',
    doc: { type: 'doc', content: [p(text('Text'))] },
  })
  for (const heading of [`# ${'word '.repeat(60)}`, '# The [plan](https://a.example)']) {
    expect(readMarkdownFile('a.md', heading).doc, heading).toEqual(readMarkdown(heading))
  }
  const cut = [readMarkdownFile('a.md', `# ${'a'.repeat(254)}😀`), readMarkdownFile(`${'a'.repeat(254)}😀`, '')]
  expect(cut.map(({ name }) => [name.length, name.isWellFormed()])).toEqual([
    [255, true],
    [255, true],
  ])
  expect(readMarkdownFile('release notes.v2.md', 'Text').name).toBe('release notes.v2')
  expect(readMarkdownFile('.md', '').name).toBe('Untitled')
})

test('a text that is pasted is read where its signs mean something', () => {
  for (const meant of [
    '# Plan',
    '- a\n- b',
    '1. a',
    '> a',
    'a **b** c',
    '[a](https://b.example)',
    '```\na\n```',
    'x `y`',
  ])
    expect(looksLikeMarkdown(meant), meant).toBe(true)
  expect(looksLikeMarkdown('['.repeat(200_000))).toBe(false)
  for (const words of ['a plain line', '#12 is done', '5 * 3 * 2', 'a - b', '-1', 'x_y_z', 'https://a.example/b'])
    expect(looksLikeMarkdown(words), words).toBe(false)
})

test('signs in words stay words on their way out and in again', () => {
  for (const words of [
    '- a',
    '1. a',
    '# a',
    '+ a',
    '=== a',
    '---',
    'a & b &amp; c',
    'a!',
    '<b>',
    'x_y*z',
    'a\\',
    'https://a.example',
    ' a ',
    ':-: | a',
  ])
    expect(readMarkdown(toMarkdown({ type: 'doc', content: [p(text(words))] })).content, words).toEqual([
      p(text(words)),
    ])
})
