import { Buffer } from 'node:buffer'
import { endless, hostileFiles, importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import { test } from 'vitest'
import { action, board, bytesOf, card, launchBoard, list, named } from './testing/board.ts'
import { trelloSource } from './trello-source.ts'

const text = JSON.stringify(launchBoard())
const wide = (encoding: 'utf-16le', mark: readonly number[]) =>
  Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)])
const samples = [
  { name: 'some of everything', file: memoryFile('board.json', bytesOf(launchBoard())) },
  {
    name: 'the same with a mark and indented',
    file: memoryFile('b.json', Buffer.from(`\ufeff${JSON.stringify(launchBoard(), null, 2)}`), 33),
  },
  { name: 'the same in UTF-16', file: memoryFile('b.json', wide('utf-16le', [0xff, 0xfe]), 11) },
  { name: 'a board without anything done', file: memoryFile('b.json', bytesOf(board())) },
  { name: 'lists without cards', file: memoryFile('b.json', bytesOf(board({ cards: [] }))) },
  {
    name: 'strange things',
    file: memoryFile(
      'b.json',
      bytesOf(
        board({
          lists: [list(1, 'A'), list(2, 'A'), { id: '__proto__', name: 'x' }, 5],
          cards: [
            card(1, ''),
            card(1, 'again'),
            card(2, 'nowhere', {
              idList: 'gone',
              idLabels: ['gone'],
              idMembers: ['gone', 7],
              attachments: [null, {}, { url: 'javascript:alert(1)' }],
            }),
            card(3, 'odd', {
              due: 'soon',
              start: 17,
              desc: null,
              customFieldItems: [{ idCustomField: 'gone', value: { text: 'x' } }, 3],
            }),
            null,
            { name: 'no id' },
          ],
          checklists: [
            { id: 'c', idCard: 'gone', checkItems: [{ id: 'i', name: 'x' }] },
            { id: 'd', checkItems: 'none' },
          ],
          actions: [
            action('updateCard', 'never', { card: named(1, { closed: true }), old: { closed: false } }),
            action('commentCard', '2024-01-01T00:00:00Z', { card: named(1), text: 5 }),
            action('updateCard', '2024-01-01T00:00:00Z', { card: named(1), old: { constructor: 1, toString: 2 } }),
          ],
        }),
      ),
    ),
  },
]

const bad = (name: string, content: string | Buffer, reason: string) => ({
  name,
  reason,
  file: memoryFile('board.json', Buffer.from(content)),
})
const hostile = [
  ...hostileFiles(),
  bad('JSON cut in the middle', text.slice(0, text.length / 2), 'json-cut'),
  bad('JSON cut in a key', '{"id":"x","na', 'json-cut'),
  bad('JSON that is damaged', '{"lists":[{"id":1}],"cards":[{"id":"a","name":nothing}]}', 'json-damaged'),
  bad('JSON without cards and lists', '{"id":"x","name":"y"}', 'wrong-type'),
  bad('cards that are none', '{"cards":[1,"two",[3],{"name":"x"},null],"lists":{}}', 'wrong-type'),
  bad('a list of things', '[{"id":"x"}]', 'wrong-type'),
  bad('issues of something else', '{"issues":[{"key":"AB-1","fields":{}}]}', 'wrong-type'),
  bad('a table', 'Name,Status\na,b\n', 'wrong-type'),
  bad('two boards in one file', `${text}${text}`, 'wrong-type'),
  bad('a closing bracket too many', `${text}}`, 'wrong-type'),
  bad(
    'a name for people outside',
    JSON.stringify({ cards: [{ id: '__proto__', name: '../../etc/passwd' }] }),
    'wrong-type',
  ),
  bad('brackets in one another', `{"prefs":${'['.repeat(500)}`, 'json-too-deep'),
  bad(
    'bytes that are no text',
    Buffer.concat([Buffer.from('{"lists":[{"id":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}]}')]),
    'text-damaged',
  ),
  {
    name: 'a card without end',
    reason: 'record-too-large',
    file: endless('x.json', '{"cards":[{"id":"', 'a', 1024 ** 3),
  },
  {
    name: 'a part without end that is passed over',
    reason: 'record-too-large',
    file: endless('x.json', '{"prefs":"', 'a', 1024 ** 3),
  },
  {
    name: 'cards without end',
    reason: 'file-too-large',
    file: endless('x.json', '{"cards":[', `{"id":"x","name":"${'y'.repeat(65_000)}"},`, 1024 ** 3),
  },
]

for (const law of importSourceLaws(trelloSource, samples, hostile)) test(law.name, law.check)
