import { Buffer } from 'node:buffer'

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** An id as the product makes them: the second in which a thing was made, and a number. */
export function objectId(n: number, at = '2024-01-10T09:00:00Z'): string {
  return Math.floor(Date.parse(at) / 1000).toString(16) + n.toString(16).padStart(16, '0')
}

/** A member of the board. */
export function member(n: number, fullName: string): JsonObject {
  return {
    id: objectId(n, '2015-05-01T00:00:00Z'),
    username: fullName.toLowerCase().replace(/\W+/g, ''),
    fullName,
    initials: 'XX',
  }
}

export const ada = member(1, 'Ada Lovelace')
export const grace = member(2, 'Grace Hopper')

/** A list of cards. */
export function list(n: number, name: string, more: JsonObject = {}): JsonObject {
  return { id: objectId(100 + n), name, closed: false, pos: n * 16_384, softLimit: null, ...more }
}

/** A card; `shortLink` is `card` and its number. */
export function card(n: number, name: string, more: JsonObject = {}): JsonObject {
  return {
    id: objectId(1_000 + n),
    name,
    desc: '',
    closed: false,
    idList: objectId(101),
    idShort: n,
    shortLink: `card${n}`,
    shortUrl: `https://trello.com/c/card${n}`,
    url: `https://trello.com/c/card${n}/${n}-a-card`,
    pos: n * 1_024,
    start: null,
    due: null,
    dueComplete: false,
    dateLastActivity: '2024-03-01T10:00:00.000Z',
    idMembers: [],
    idMembersVoted: [],
    idLabels: [],
    labels: [],
    attachments: [],
    customFieldItems: [],
    badges: { comments: 0, votes: 0 },
    ...more,
  }
}

/** An action of somebody on a card. */
export function action(type: string, date: string, data: JsonObject, by: JsonObject = ada): JsonObject {
  const id = objectId(Math.floor(Date.parse(date) / 1000) % 100_000, date)
  return { id, idMemberCreator: by['id'], memberCreator: by, type, date, data }
}

/** How an action names a card. */
export function named(n: number, more: JsonObject = {}): JsonObject {
  return { id: objectId(1_000 + n), idShort: n, shortLink: `card${n}`, name: `card ${n}`, ...more }
}

/** A board; actions are given from the oldest on, and stand in the file as exports have them. */
export function board(more: JsonObject & { readonly actions?: readonly JsonObject[] } = {}): JsonObject {
  const { actions = [], ...rest } = more
  return {
    id: objectId(9),
    name: 'Rocket launch',
    desc: '',
    closed: false,
    idOrganization: objectId(8),
    pinned: false,
    url: 'https://trello.com/b/abcd1234/rocket-launch',
    shortLink: 'abcd1234',
    prefs: { permissionLevel: 'org', background: { deep: [{ er: 'x' }] } },
    labelNames: { green: 'Docs', yellow: '' },
    limits: { cards: { openPerBoard: { status: 'ok', disableAt: 5_000 } } },
    actions: [...actions].reverse(),
    cards: [card(1, 'First')],
    labels: [],
    lists: [list(1, 'To Do')],
    members: [ada, grace],
    checklists: [],
    customFields: [],
    memberships: [],
    pluginData: [],
    ...rest,
  }
}

const priority = objectId(500)
const points = objectId(501)
const sign = objectId(502)
const day = objectId(503)

/** A board of a team with some of everything that an export can hold, built from the public description of the format. */
export function launchBoard(): JsonObject {
  return board({
    lists: [list(2, 'Doing'), list(1, 'To Do'), list(3, 'Done'), list(4, 'Old ideas', { closed: true })],
    labels: [
      { id: objectId(201), name: 'Docs', color: 'green_dark', uses: 1 },
      { id: objectId(202), name: '', color: 'sky', uses: 1 },
      { id: objectId(203), name: 'Safety', color: null, uses: 0 },
    ],
    customFields: [
      { id: points, name: 'Story points', type: 'number', pos: 2, options: [] },
      {
        id: priority,
        name: 'Priority',
        type: 'list',
        pos: 1,
        options: [
          { id: objectId(601), value: { text: 'High' }, color: 'red', pos: 1 },
          { id: objectId(602), value: { text: 'Low' }, color: 'none', pos: 2 },
        ],
      },
      { id: sign, name: 'Signed off', type: 'checkbox', pos: 3 },
      { id: day, name: 'Flight day', type: 'date', pos: 4 },
    ],
    cards: [
      card(2, 'Check the valves', {
        idList: objectId(102),
        idMembers: [ada['id'], grace['id']],
        idLabels: [objectId(201), objectId(202)],
        due: '2024-03-10T12:00:00.000Z',
        start: '2024-03-01T09:00:00.000Z',
        desc: 'All of them.\n\n**Twice.**',
        customFieldItems: [
          { id: 'a', idCustomField: priority, idValue: objectId(601), value: null },
          { id: 'b', idCustomField: points, value: { number: '2.5' } },
          { id: 'c', idCustomField: sign, value: { checked: 'true' } },
          { id: 'd', idCustomField: day, value: { date: '2024-04-01T06:00:00.000Z' } },
        ],
        attachments: [
          {
            id: 'x',
            name: 'valves.pdf',
            url: 'https://trello.com/1/cards/1/attachments/2/download/valves.pdf',
            isUpload: true,
          },
          { id: 'y', name: 'https://trello.com/c/card1', url: 'https://trello.com/c/card1/1-first', isUpload: false },
          { id: 'z', name: 'other board', url: 'https://trello.com/c/else9999', isUpload: false },
        ],
        badges: { comments: 1, votes: 0 },
        idMembersVoted: [ada['id']],
      }),
      card(1, 'Write the plan'),
      card(3, 'Launch', { idList: objectId(103), dueComplete: true, due: '2024-02-01T12:00:00.000Z' }),
      card(4, 'Balloons instead', { idList: objectId(104) }),
      card(5, 'Paint it red', { closed: true, badges: { comments: 3, votes: 0 } }),
    ],
    checklists: [
      {
        id: objectId(700),
        idCard: objectId(1_002),
        name: 'Valves',
        pos: 1,
        checkItems: [
          {
            id: objectId(712),
            name: 'Second',
            state: 'incomplete',
            pos: 2,
            due: '2024-03-05T12:00:00.000Z',
            idMember: grace['id'],
          },
          { id: objectId(711), name: 'First', state: 'complete', pos: 1, due: null, idMember: null },
        ],
      },
    ],
    actions: [
      action(
        'createCard',
        '2024-01-11T08:00:00.000Z',
        { card: named(2), list: { id: objectId(101), name: 'Todo' } },
        grace,
      ),
      action('updateCard', '2024-02-01T08:00:00.000Z', {
        card: named(2, { idList: objectId(102) }),
        old: { idList: objectId(101) },
        listBefore: { id: objectId(101), name: 'Todo' },
        listAfter: { id: objectId(102), name: 'Doing' },
      }),
      action('addMemberToCard', '2024-02-02T08:00:00.000Z', {
        card: named(2),
        idMember: grace['id'],
        member: { id: grace['id'], name: 'Grace Hopper' },
      }),
      action('updateCard', '2024-02-03T08:00:00.000Z', {
        card: named(2, { due: '2024-03-10T12:00:00.000Z' }),
        old: { due: null },
      }),
      action(
        'commentCard',
        '2024-02-04T08:00:00.000Z',
        { card: named(2), text: 'Looks **good**' },
        member(3, 'Katherine Johnson'),
      ),
      action('updateCheckItemStateOnCard', '2024-02-05T08:00:00.000Z', {
        card: named(2),
        checkItem: { id: objectId(711), name: 'First', state: 'complete' },
      }),
      action('updateCard', '2024-02-06T08:00:00.000Z', { card: named(5, { closed: true }), old: { closed: false } }),
      action('updateCard', '2024-02-07T08:00:00.000Z', { card: named(99, { closed: true }), old: { closed: false } }),
      action('enablePlugin', '2024-02-07T09:00:00.000Z', { plugin: { name: 'Calendar' } }),
      action('voteOnCard', '2024-02-08T08:00:00.000Z', { card: named(2), voted: true }),
    ],
  })
}

/** As the bytes of a file. */
export function bytesOf(value: Json): Buffer {
  return Buffer.from(JSON.stringify(value))
}
