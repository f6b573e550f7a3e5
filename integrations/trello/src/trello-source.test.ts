import { describe, expect, test } from 'vitest'
import { memoryFile } from '@fulcrum/integration-kit'
import { action, ada, board, bytesOf, card, grace, launchBoard, list, named, objectId } from './testing/board.ts'
import { open } from './testing/open.ts'
import { trelloSource } from './trello-source.ts'

const at = (iso: string) => Date.parse(iso)

describe('a board of a team', async () => {
  const { document, records, record, field, problems } = await open(launchBoard())

  test('cards stand list by list with their checklists below them, archived ones behind', () => {
    expect(records.map(({ title, group, parentKey }) => [title, group, parentKey !== undefined])).toEqual([
      ['Write the plan', 'To Do', false],
      ['Check the valves', 'Doing', false],
      ['First', undefined, true],
      ['Second', undefined, true],
      ['Launch', 'Done', false],
      ['Paint it red', 'Archived', false],
      ['Balloons instead', 'Archived', false],
    ])
    expect(record('Paint it red')?.values).toMatchObject({ archived: true, status: 'To Do' })
    expect(record('Launch')?.values).toMatchObject({ done: true, status: 'Done' })
    expect(record('Launch')?.values['archived']).toBeUndefined()
  })

  test('everything that a card says is a value', () => {
    expect({ ...record('Check the valves')?.values }).toMatchObject({
      name: 'Check the valves',
      status: 'Doing',
      members: [ada['id'], grace['id']],
      labels: ['Docs', 'Sky'],
      start: '2024-03-01T09:00:00.000Z',
      due: '2024-03-10T12:00:00.000Z',
      votes: 1,
      description: 'All of them.\n\n**Twice.**',
      attachments: [
        'valves.pdf <https://trello.com/1/cards/1/attachments/2/download/valves.pdf>',
        'other board <https://trello.com/c/else9999>',
      ],
      created: '2024-01-11T08:00:00.000Z',
      creator: grace['id'],
    })
    const custom = document.fields.filter(({ key }) => key.startsWith('custom-'))
    expect(custom.map(({ title, guess, columnRole }) => [title, guess.kind, columnRole])).toEqual([
      ['Priority', 'status', 'priority'],
      ['Story points', 'number', 'estimate'],
      ['Signed off', 'checkbox', undefined],
      ['Flight day', 'date', undefined],
    ])
    expect(custom.map(({ key }) => record('Check the valves')?.values[key])).toEqual([
      'High',
      2.5,
      true,
      '2024-04-01T06:00:00.000Z',
    ])
  })

  test('entries of checklists have their own state, person and day', () => {
    expect({ ...record('Second')?.values }).toMatchObject({
      status: 'Incomplete',
      members: [grace['id']],
      due: '2024-03-05T12:00:00.000Z',
      checklist: 'Valves',
    })
    expect({ ...record('First')?.values }).toMatchObject({ status: 'Complete', done: true })
    expect(record('First')?.history.map(({ field: name, to }) => [name, to])).toEqual([
      ['status', 'Complete'],
      ['done', 'yes'],
    ])
  })

  test('lists are labels in their order, with stages by their words', () => {
    expect(field('status')?.guess.settings.options?.map(({ name, stage }) => [name, stage])).toEqual([
      ['To Do', 'todo'],
      ['Doing', 'doing'],
      ['Done', 'done'],
      ['Old ideas', undefined],
      ['Incomplete', 'todo'],
      ['Complete', 'done'],
    ])
  })

  test('labels keep their colours, and have those for names where they have none', () => {
    const options = field('labels')?.guess.settings.options
    expect(options?.map(({ name, colour, count }) => [name, colour, count])).toEqual([
      ['Docs', 'green', 1],
      ['Sky', 'cyan', 1],
      ['Safety', 'grey', 0],
    ])
  })

  test('history has its times and people, and lists as they are called today', () => {
    const history = record('Check the valves')?.history.map(({ at: ms, by, field: name, mode, from, to }) => [
      ms,
      by,
      name,
      mode,
      from,
      to,
    ])
    expect(history).toEqual([
      [at('2024-02-01T08:00:00Z'), ada['id'], 'status', 'value', 'To Do', 'Doing'],
      [at('2024-02-02T08:00:00Z'), ada['id'], 'members', 'element', null, grace['id']],
      [at('2024-02-03T08:00:00Z'), ada['id'], 'due', 'value', null, '2024-03-10T12:00:00.000Z'],
    ])
    expect(record('Paint it red')?.history).toMatchObject([{ field: 'archived', from: null, to: 'yes' }])
  })

  test('comments come with who wrote them, who may have left the board', () => {
    expect(record('Check the valves')?.comments).toMatchObject([
      { at: at('2024-02-04T08:00:00Z'), by: objectId(3, '2015-05-01T00:00:00Z'), text: 'Looks **good**' },
    ])
    expect(document.people.map(({ name, aliases }) => [name, aliases])).toEqual([
      ['Ada Lovelace', ['adalovelace', 'Ada Lovelace']],
      ['Grace Hopper', ['gracehopper', 'Grace Hopper']],
      ['Katherine Johnson', ['katherinejohnson', 'Katherine Johnson']],
    ])
  })

  test('an attached card is a tie to it, which both see; old short names find their card', () => {
    const link = document.fields.find(({ guess }) => guess.kind === 'items')
    expect(link?.title).toBe('Linked to')
    expect(record('Check the valves')?.values[link?.key ?? '']).toEqual([objectId(1_001)])
    expect(record('Write the plan')?.values[link?.key ?? '']).toEqual([objectId(1_002)])
    expect(record('Check the valves')?.oldKey).toBe('card2')
  })

  test('what has no place is counted', () => {
    expect(problems).toContainEqual([null, 'comments-cut', 3])
    expect(problems).toContainEqual([null, 'history-of-missing-record', 1])
    expect(problems).toContainEqual([null, 'event-left-out', 1])
  })

  test('the board names the source, whatever the file is called', () => {
    expect(document.source).toMatchObject({ id: `trello:${objectId(9)}`, name: 'Rocket launch', identity: 'key' })
  })
})

test('a full export says that there may be more history', async () => {
  const moves = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      action('updateCard', new Date(at('2024-01-20T00:00:00Z') + i * 60_000).toISOString(), {
        card: named(1, { name: `x${i + 1}` }),
        old: { name: `x${i}` },
      }),
    )
  expect((await open(board({ actions: moves(999) }))).problems).toEqual([])
  const full = await open(board({ actions: moves(1_000) }))
  expect(full.problems).toEqual([[null, 'history-cut', 1]])
  expect(full.document.historyCount).toBe(1_000)
})

test('a card that came from another board is older than its coming', async () => {
  const moved = action('moveCardToBoard', '2024-02-01T00:00:00Z', { card: named(1), boardSource: { id: 'x' } })
  const { records } = await open(board({ actions: [moved] }))
  expect(records[0]?.createdAt).toBe(at('2024-01-10T09:00:00Z'))
  expect(records[0]?.createdBy).toBeUndefined()
})

test('two lists of one name are one label and one group', async () => {
  const two = board({
    lists: [list(1, 'Next'), list(2, 'Next')],
    cards: [card(1, 'a'), card(2, 'b', { idList: objectId(102) })],
  })
  const { records, field } = await open(two)
  expect(records.map(({ group }) => group)).toEqual(['Next', 'Next'])
  expect(field('status')?.guess.settings.options).toMatchObject([{ name: 'Next', count: 2 }])
})

test('the export is recognised by its head, and other JSON is not', () => {
  const score = (value: Parameters<typeof bytesOf>[0]) =>
    trelloSource.recognise(bytesOf(value).subarray(0, 65_536), 'x.json')
  expect(score(launchBoard())).toBeGreaterThan(0.9)
  expect(score({ issues: [{ key: 'AB-1', fields: {} }] })).toBe(0)
  expect(score([{ number: 1, title: 'x', html_url: 'https://example.org' }])).toBe(0)
})

test('limits are refused with what to do', async () => {
  const cards = Array.from({ length: 12 }, (_, i) => card(i, `card ${i}`))
  await expect(open(board({ cards }), { limits: { maxRecords: 10 } })).rejects.toThrow(/more than 10 rows/)
  await expect(open(board(), { limits: { maxRecordChars: 100 } })).rejects.toThrow(/longer than 100/)
  const file = memoryFile('board.json', bytesOf(board()))
  await expect(trelloSource.open(file, { limits: { maxBufferedBytes: 1_000 } })).rejects.toThrow(/no board can be read/)
})
