import { Buffer } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { filesFolder } from '../../testing/import-bench.ts'
import { importSources } from '../compose.ts'
import { ImportReader } from './reader.ts'

let reader: ImportReader
const files = filesFolder()

beforeAll(() => {
  reader = new ImportReader()
})

afterAll(async () => {
  files.remove()
  await reader.stop()
})

const issueJson = {
  number: 7,
  title: 'One',
  state: 'open',
  html_url: 'https://github.com/octo/app/issues/7',
  repository_url: 'https://api.github.com/repos/octo/app',
  created_at: '2024-01-02T03:04:05Z',
}
const searchJson = { issues: [{ key: 'AB-1', fields: { summary: 'One', status: { name: 'Open' } } }] }
const boardJson = {
  id: '5f0000000000000000000001',
  name: 'Board',
  shortLink: 'AbCd1234',
  url: 'https://trello.com/b/AbCd1234/board',
  lists: [{ id: '5f0000000000000000000002', name: 'To do', closed: false, pos: 1 }],
  cards: [{ id: '5f0000000000000000000003', idList: '5f0000000000000000000002', name: 'One', pos: 1 }],
  actions: [],
}
const exportCsv = 'ID,Team,Title,Status,Cycle Number,Project ID,Created\nENG-1,Eng,One,Todo,1,p,2024-01-01T00:00:00Z\n'

/** A good file of each kind that has a form of its own. */
const good: Readonly<Record<string, readonly [name: string, content: string]>> = {
  jira: ['search.json', JSON.stringify(searchJson)],
  github: ['issues.json', JSON.stringify([issueJson])],
  trello: ['board.json', JSON.stringify(boardJson)],
  linear: ['export.csv', exportCsv],
}

async function zipOf(parts: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(content, name)
  zip.end()
  return buffer(zip.outputStream)
}

/** Opens a file as the server does, in the thread that reads; only what is opened can be written. */
const take = (kind: string | null, name: string, content: string | Uint8Array) =>
  reader.ask<'open'>({ call: 'open', file: { name, path: files.write(name, content) }, kind, options: {} })

const sentence = { name: 'DomainError', message: expect.stringMatching(/\S{2,}.*[.:]/) }

describe('files that are damaged, of the wrong make or made to harm', () => {
  test('end every kind of import with a code and a sentence', async () => {
    const bomb = await zipOf({
      'xl/workbook.xml': Buffer.from('<workbook><sheets/></workbook>'),
      'xl/sharedStrings.xml': Buffer.alloc(64 * 1024 ** 2),
    })
    const outside = await zipOf({ 'x/etc/passwd': Buffer.from('root') })
    // The archive's maker takes no such name; whoever means harm writes it.
    const traversal = Buffer.from(
      outside.toString('latin1').replaceAll('x/etc/passwd', '../../../pass'.slice(0, 12)),
      'latin1',
    )
    const hostile: readonly (readonly [string, string | Uint8Array])[] = [
      ['bomb.xlsx', bomb],
      ['outside.xlsx', traversal],
      ['cut.xlsx', bomb.subarray(0, bomb.length / 2)],
      ['nothing.csv', ''],
      ['picture.json', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
      ['zipped.csv', Buffer.from('\x1f\x8b\b\0\0\0\0\0', 'latin1')],
      ['one-line.csv', `Title\n${'x'.repeat(9 * 1024 ** 2)}`],
      ['deep.json', '['.repeat(100_000)],
    ]
    for (const { id } of importSources) {
      for (const [name, content] of hostile) {
        if (id === 'csv' && name === 'deep.json') continue
        await expect(take(id, name, content), `${id}, ${name}`).rejects.toMatchObject(sentence)
      }
    }
  })

  test('cut in the middle, or in bytes that are no text, a file is refused by the kind that it is of', async () => {
    for (const [kind, [name, content]] of Object.entries(good)) {
      if (!name.endsWith('.json')) continue
      await expect(take(kind, name, content.slice(0, -12)), `${kind}, cut`).rejects.toMatchObject(sentence)
      const broken = Buffer.concat([
        Buffer.from(content.slice(0, 12)),
        Buffer.from([0xff, 0xc0, 0xaf]),
        Buffer.from(content.slice(12)),
      ])
      await expect(take(kind, name, broken), `${kind}, bytes`).rejects.toMatchObject(sentence)
    }
    await expect(take('linear', 'cut.csv', `${exportCsv}ENG-2,Eng,"open`)).rejects.toMatchObject(sentence)
  })

  test('of another kind than was named, a file is refused with the name of its own', async () => {
    const labels = new Map(importSources.map(({ id, label }) => [id, label]))
    for (const kind of Object.keys(good)) {
      for (const [own, [name, content]] of Object.entries(good)) {
        if (own === kind) continue
        const refusal = { name: 'DomainError', message: expect.stringContaining(labels.get(own) ?? own) }
        await expect(take(kind, name, content), `${own} as ${kind}`).rejects.toMatchObject(refusal)
      }
    }
  })
})

test('every kind is known by its file alone', async () => {
  for (const [kind, [name, content]] of Object.entries(good)) {
    expect(await take(null, name, content), kind).toMatchObject({ kind, rows: [{ title: 'One' }] })
  }
})
