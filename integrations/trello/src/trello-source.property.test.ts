import { Buffer } from 'node:buffer'
import { importSourceLaws, memoryFile } from '@fulcrum/integration-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectId } from './testing/board.ts'
import { trelloSource } from './trello-source.ts'

const id = fc.constantFrom(objectId(1), objectId(2), objectId(3), 'x', '__proto__', '', 5)
const text = fc.oneof(
  fc.constantFrom('To Do', 'Done', '', ' ', 'soon', '2024-01-01T00:00:00.000Z'),
  fc.string({ maxLength: 5 }),
)
const loose = fc.oneof(
  { arbitrary: fc.constantFrom<unknown>(null, 5, true, [], {}), weight: 1 },
  { arbitrary: text, weight: 5 },
)
const oneOf = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: value as fc.Arbitrary<unknown>, weight: 8 }, { arbitrary: loose, weight: 1 })
const some = <T>(value: fc.Arbitrary<T>) => oneOf(fc.array(oneOf(value), { maxLength: 4 }))
const shaped = (model: Record<string, fc.Arbitrary<unknown>>) => oneOf(fc.record(model, { requiredKeys: ['id'] }))
const list = shaped({ id, name: loose, closed: fc.boolean(), pos: fc.oneof(fc.nat(9), loose) })
const attachment = shaped({
  id,
  name: loose,
  url: fc.constantFrom('https://trello.com/c/s1/x', 'https://a.example/b c<d>', 'ftp://x', ''),
})
const customItem = oneOf(
  fc.record({
    idCustomField: id,
    idValue: fc.oneof(id, fc.constant(null)),
    value: fc.oneof(
      loose,
      fc.record({ number: fc.constantFrom('1.5', 'x') }),
      fc.record({ checked: fc.constantFrom('true', 'false') }),
    ),
  }),
)
const card = shaped({
  id,
  name: loose,
  desc: loose,
  closed: fc.boolean(),
  idList: id,
  shortLink: fc.constantFrom('s1', 's2'),
  pos: fc.nat(5),
  due: loose,
  start: loose,
  dueComplete: fc.boolean(),
  idMembers: some(id),
  idLabels: some(id),
  attachments: some(attachment),
  customFieldItems: some(customItem),
  badges: oneOf(fc.record({ comments: fc.nat(3), votes: fc.nat(3) })),
  dateLastActivity: loose,
})
const changed = oneOf(fc.record({ id, name: loose, closed: fc.boolean(), due: loose }))
const action = shaped({
  id,
  type: fc.constantFrom(
    'updateCard',
    'commentCard',
    'addMemberToCard',
    'addLabelToCard',
    'updateCustomFieldItem',
    'updateCheckItemStateOnCard',
    'createCard',
    'odd',
  ),
  date: loose,
  memberCreator: shaped({ id, fullName: loose, username: loose }),
  idMemberCreator: id,
  data: oneOf(
    fc.record(
      {
        card: changed,
        old: changed,
        listBefore: changed,
        listAfter: changed,
        text: loose,
        idMember: id,
        label: changed,
        checkItem: changed,
        customField: changed,
        customFieldItem: customItem,
      },
      { requiredKeys: ['card'] },
    ),
  ),
})
const board = fc.record({
  id,
  name: loose,
  lists: some(list),
  cards: some(card),
  labels: some(shaped({ id, name: loose, color: loose })),
  members: some(shaped({ id, fullName: loose, username: loose })),
  customFields: some(
    shaped({
      id,
      name: loose,
      type: fc.constantFrom('list', 'number', 'checkbox', 'date', 'text', 'x'),
      options: some(shaped({ id, value: fc.record({ text }) })),
    }),
  ),
  checklists: some(
    shaped({
      id,
      idCard: id,
      name: loose,
      checkItems: some(
        shaped({ id, name: loose, state: fc.constantFrom('complete', 'incomplete'), due: loose, idMember: id }),
      ),
    }),
  ),
  actions: some(action),
})

test('whatever stands in a board, the contract holds or the file is refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(board, async (made) => {
      const file = memoryFile('board.json', Buffer.from(JSON.stringify(made)), 50)
      try {
        await trelloSource.open(file)
      } catch (error) {
        expect(error).toMatchObject({ name: 'DomainError' })
        return
      }
      for (const law of importSourceLaws(trelloSource, [{ name: 'made', file }], [])) await law.check()
    }),
    { numRuns: 400 },
  )
})
