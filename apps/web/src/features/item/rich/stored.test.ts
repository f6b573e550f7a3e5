import { readRichText, richWords } from '@fulcrum/domain/rich-text'
import { expect, test } from 'vitest'
import { fromPlain, toStored } from './stored.ts'

const words = (text: string, ...marks: { type: string; attrs?: object }[]) => ({ type: 'text', text, marks })

test('what an editor knows beside the closed set is left out, and what is left is taken by the server', () => {
  const stored = toStored({
    type: 'doc',
    content: [
      { type: 'paragraph' },
      {
        type: 'paragraph',
        attrs: { textAlign: 'left' },
        content: [words('a ', { type: 'underline' }), words('b', { type: 'bold' })],
      },
      { type: 'codeBlock', attrs: { language: 'TS', class: 'x' }, content: [words('x', { type: 'bold' })] },
      {
        type: 'orderedList',
        attrs: { start: 1, type: null },
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [words('1')] }] }],
      },
      { type: 'iframe', attrs: { src: 'https://a.org' } },
      { type: 'bulletList', content: [] },
      {
        type: 'paragraph',
        content: [
          words('link', { type: 'link', attrs: { href: 'https://a.org', target: '_blank' } }),
          words('bad', { type: 'link', attrs: { href: 'javascript:1' } }),
        ],
      },
      { type: 'paragraph', content: [{ type: 'hardBreak' }] },
    ],
  })
  expect(readRichText(JSON.parse(JSON.stringify(stored)))).toEqual({ ok: true, value: stored })
  expect(stored.content.map(({ type }) => type)).toEqual(['paragraph', 'codeBlock', 'orderedList', 'paragraph'])
  expect(stored.content[3]?.content).toEqual([
    { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'https://a.org' } }] },
    { type: 'text', text: 'bad' },
  ])
})

test('plain text is edited as rich text and says the same', () => {
  const body = 'Ask @[member:01890000-0000-7000-8000-00000000000a] about `run()`\n\nSee https://example.org/a.'
  const text = fromPlain(body)
  expect(readRichText(text).ok).toBe(true)
  expect(richWords(text)).toBe(body.replace('`run()`', 'run()'))
})
