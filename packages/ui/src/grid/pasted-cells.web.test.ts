import { expect, test } from 'vitest'
import { pastedCells } from './pasted-cells.ts'

const excel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--td{mso-number-format:General;}--></style></head>
<body><!--StartFragment--><table border=0><tr height=20><td>Fix &amp; ship</td><td align=right>1,250.50</td></tr>
 <tr><td>two<br style='mso-data-placement:same-cell'>lines</td><td></td></tr></table><!--EndFragment--></body></html>`
const sheets = `<google-sheets-html-origin><style>td{}</style><table><colgroup><col></colgroup><tbody>
<tr><td data-sheets-value="{}">a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table></google-sheets-html-origin>`

test('reads the table that a spreadsheet gives as HTML', () => {
  expect(pastedCells({ text: '', html: excel })).toEqual([
    ['Fix & ship', '1,250.50'],
    ['two\nlines', ''],
  ])
  expect(pastedCells({ text: '', html: sheets })).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('keeps columns below each other where cells reach over several', () => {
  const html =
    '<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table>'
  expect(pastedCells({ text: '', html })).toEqual([['a', 'b', ''], ['', 'c', 'd'], ['e']])
  expect(pastedCells({ text: '', html: '<table><tr><td colspan=1000000>wide</td></tr></table>' })[0]).toHaveLength(100)
})

test('takes the text where it has the cells, and where the HTML has no table of them', () => {
  expect(pastedCells({ text: 'x\ty', html: excel })).toEqual([['x', 'y']])
  expect(pastedCells({ text: 'just <b>words</b>', html: '<p>just <b>words</b></p>' })).toEqual([['just <b>words</b>']])
  expect(pastedCells({ text: 'one\ntwo', html: '<table><tr><td>one</td></tr><tr><td>two</td></tr></table>' })).toEqual([
    ['one'],
    ['two'],
  ])
})

test('takes the text of what a page or a letter lays out in tables', () => {
  const diff = '<table><tr><td></td><td>let a = 1</td></tr></table>'
  expect(pastedCells({ text: 'let a = 1', html: diff })).toEqual([['let a = 1']])
  const letter = '<table><tr><td>Dear team</td><td><table><tr><td>hello</td></tr></table></td></tr></table>'
  expect(pastedCells({ text: 'Dear team\nhello', html: letter })).toEqual([['Dear team'], ['hello']])
})

test('runs nothing and fetches nothing of what is pasted', () => {
  const html = `<table><tr><td><img src=x onerror="globalThis.ran = true">text<script>globalThis.ran = true</script></td><td>b</td></tr></table>`
  expect(pastedCells({ text: '', html })).toEqual([['text', 'b']])
  expect(globalThis).not.toHaveProperty('ran')
})
