import { expect, test } from 'vitest'
import { maxRichDepth } from './limits.ts'
import { readRichText } from './read.ts'
import { richFiles, richWords } from './words.ts'

const words = (text: string, ...marks: object[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const doc = (...content: object[]) => ({ type: 'doc', content })
const member = '0190a000-0000-7000-8000-000000000003'
const picture = { name: 'a.png', sizeBytes: 3, type: 'image/png', hash: 'a'.repeat(64) }

/** The reason why a text is refused; null where it is taken. */
function refusal(value: unknown): string | null {
  const read = readRichText(value)
  return read.ok ? null : read.message
}

test('takes every type of pieces and says them as plain text', () => {
  const read = readRichText(
    doc(
      { type: 'heading', attrs: { level: 2 }, content: [words('Plan')] },
      paragraph(
        words('Ask '),
        { type: 'mention', attrs: { noun: 'member', id: member } },
        words(' now', { type: 'bold' }),
      ),
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [paragraph(words('one')), paragraph(words('more'))] }],
      },
      {
        type: 'taskList',
        content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(words('done'))] }],
      },
      { type: 'blockquote', content: [paragraph(words('said'))] },
      { type: 'codeBlock', attrs: { language: 'ts' }, content: [words('<b>x</b>')] },
      { type: 'horizontalRule' },
      { type: 'image', attrs: { ...picture, alt: 'A picture' } },
    ),
  )
  if (!read.ok) throw new Error(read.message)
  expect(richWords(read.value)).toBe(
    `Plan\nAsk @[member:${member}] now\n- one\n  more\n[x] done\n> said\n<b>x</b>\n---\na.png`,
  )
  expect(richFiles(read.value)).toEqual([picture])
})

test('ids of the API are taken in their public form and kept as they are everywhere', () => {
  const named = (id: string) => doc(paragraph({ type: 'mention', attrs: { noun: 'member', id } }))
  const read = readRichText(named(`member_${member.replaceAll('-', '')}`))
  expect(read).toMatchObject({ ok: true, value: named(member) })
})

test('what is left out stays out, and null is left out', () => {
  const read = readRichText(doc({ type: 'codeBlock', attrs: { language: null }, content: [words('x')] }))
  expect(read).toEqual({ ok: true, value: doc({ type: 'codeBlock', content: [words('x')] }) })
})

test.each([
  ['no text', null, 'The text is an object.'],
  ['another document', { type: 'page', content: [] }, 'A text is of the type "doc".'],
  [
    'an unknown type',
    doc({ type: 'iframe', attrs: { src: 'https://a.org' } }),
    'There is no piece of the type "iframe".',
  ],
  ['a type of an object’s own', doc({ type: 'constructor' }), 'There is no piece of the type "constructor".'],
  [
    'an unknown attribute',
    doc({ type: 'paragraph', attrs: { onclick: 'x' } }),
    '"paragraph" has no attribute "onclick".',
  ],
  ['an unknown key', doc({ type: 'paragraph', html: '<b>' }), 'A piece of the type "paragraph" has no "html".'],
  ['an unknown mark', doc(paragraph(words('a', { type: 'style' }))), 'There is no mark of the type "style".'],
  [
    'a list item without its list',
    doc({ type: 'listItem', content: [] }),
    'A piece of the type "listItem" may not stand there.',
  ],
  [
    'marks in code',
    doc({ type: 'codeBlock', content: [words('a', { type: 'bold' })] }),
    'Words may not stand out there.',
  ],
  [
    'content where none is',
    doc({ type: 'horizontalRule', content: [] }),
    'A piece of the type "horizontalRule" holds nothing.',
  ],
  [
    'a heading of another size',
    doc({ type: 'heading', attrs: { level: 1 } }),
    'The attribute "level" of "heading" may not be that.',
  ],
  ['nothing', doc(paragraph()), 'Write something first.'],
  ['spaces', doc(paragraph(words('  \n'))), 'Write something first.'],
])('refuses %s', (_what, value, reason) => {
  expect(refusal(value)).toBe(reason)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  'https://user@evil.example/',
  'https:evil',
  `https://a.org/${'x'.repeat(2_000)}`,
])('no link opens %s', (href) => {
  expect(refusal(doc(paragraph(words('a', { type: 'link', attrs: { href } }))))).toBe(
    'The attribute "href" of "link" may not be that.',
  )
})

test('files are those of the store, by hash, and nothing that lies elsewhere', () => {
  const image = (attrs: object) => doc({ type: 'image', attrs })
  expect(refusal(image(picture))).toBeNull()
  expect(refusal(image({ ...picture, src: 'https://a.org/x.png' }))).toBe('"image" has no attribute "src".')
  for (const name of ['../x', 'a/b', '', '.', 'a\u202eb', 'a\u0000'])
    expect(refusal(image({ ...picture, name }))).not.toBeNull()
  expect(refusal(image({ ...picture, hash: 'A'.repeat(64) }))).not.toBeNull()
})

test('depth, length and files are limited, and what is nested without end is refused and not followed', () => {
  const nested = (depth: number): object =>
    depth === 0 ? paragraph(words('x')) : { type: 'blockquote', content: [nested(depth - 1)] }
  expect(refusal(doc(nested(maxRichDepth - 2)))).toBeNull()
  expect(refusal(doc(nested(maxRichDepth - 1)))).toBe('This text is nested too deep.')
  let deep: object = paragraph(words('x'))
  for (let at = 0; at < 200_000; at++) deep = { type: 'blockquote', content: [deep] }
  expect(refusal(doc(deep))).toBe('This text is nested too deep.')
  expect(refusal(doc(paragraph(words('x'.repeat(100_001)))))).toContain('too long')
  expect(refusal(doc(...Array.from({ length: 51 }, () => ({ type: 'image', attrs: picture }))))).toBe(
    'A text holds at most 50 files.',
  )
})
