import type { Locator, Page } from 'playwright-core'
import { typeInto } from './boards.ts'
import { askAs } from './stage.ts'

/** What a place without content offers: a button or link, and what it leads to. */
interface Offer {
  readonly name: string
  readonly leadsTo: (page: Page) => Locator
}

/** A place in which nothing is yet, or in which nothing passes what it is narrowed by. */
export interface EmptyPlace {
  readonly name: string
  readonly at: (places: EmptyPlaces) => string
  readonly steps?: (page: Page) => Promise<void>
  /** What it says of itself. */
  readonly says: string | RegExp
  /** The next step; null where nothing is to be done but to wait, or a field for it stands there. */
  readonly offers: Offer | null
  /** What a viewer reads where it is other words; null where it is no place for viewers. A viewer is offered it only where it changes nothing. */
  readonly viewer?: { readonly says?: string | RegExp; readonly offered?: true } | null
}

/** The addresses of the boards without content. */
export interface EmptyPlaces {
  readonly url: string
  /** Without any item, with views of every kind. */
  readonly bare: string
  readonly views: Readonly<Record<string, string>>
  /** Without groups, and without columns of days. */
  readonly groupless: string
  readonly grouplessViews: Readonly<Record<string, string>>
  /** A timeline of a board without columns of days. */
  readonly dayless: string
  /** With one item, of which nothing is known. */
  readonly single: string
  readonly singleViews: Readonly<Record<string, string>>
  readonly doc: string
}

const newId = (): string => crypto.randomUUID().replace(/^(.{14})./, '$17')

function dialog(name: string): Offer['leadsTo'] {
  return (page) => page.getByRole('dialog', { name, exact: true })
}

/** Words of a menu of the palette, typed. */
function palette(words: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.keyboard.press('Control+k')
    await typeInto(page, words)
  }
}

function find(label: string): (page: Page) => Promise<void> {
  return async (page) => page.getByLabel(label, { exact: true }).fill('zzzz')
}

function tab(name: string): (page: Page) => Promise<void> {
  return async (page) => page.getByRole('dialog').getByRole('tab', { name }).click()
}

const path =
  (where: string) =>
  ({ url }: EmptyPlaces): string =>
    `${url}${where}`
const firstTitle = (page: Page): Locator => page.locator('input:focus, [role=textbox]:focus')

/** Of an account in which nobody has made anything. */
export const emptyAccount: readonly EmptyPlace[] = [
  {
    name: 'home',
    at: path('/'),
    says: /^A board holds work as items in groups/,
    offers: { name: 'Make a board', leadsTo: dialog('New board') },
    viewer: { says: 'No board is shared with you yet. Ask whoever invited you.' },
  },
  {
    name: 'my work',
    at: path('/my-work'),
    says: /^Items of which you are an owner/,
    offers: { name: 'New item', leadsTo: dialog('New item') },
    viewer: {},
  },
  {
    name: 'new item without a board',
    at: path('/my-work'),
    steps: async (page) => {
      await page.getByText('Items of which you are an owner').waitFor()
      await page.keyboard.press('c')
    },
    says: 'There is no board yet on which an item could stand.',
    offers: { name: 'Make a board', leadsTo: dialog('New board') },
    viewer: null,
  },
  {
    name: 'inbox',
    at: path('/inbox'),
    says: /^Nothing waits for you/,
    offers: { name: 'Look at my work', leadsTo: (page) => page.getByRole('heading', { name: 'My work', level: 1 }) },
    viewer: { offered: true },
  },
  {
    name: 'search',
    at: path('/'),
    steps: palette('zzzz'),
    says: 'Nothing that you may see is called “zzzz”.',
    offers: null,
    viewer: {},
  },
  {
    name: 'templates',
    at: path('/templates'),
    steps: find('Find a template'),
    says: /^No template is about “zzzz”/,
    offers: { name: 'Show all templates', leadsTo: (page) => page.locator('.template-card').first() },
    viewer: { offered: true },
  },
  {
    name: 'api',
    at: path('/settings/api'),
    steps: find('Find'),
    says: 'Nothing is called that.',
    offers: { name: 'Clear the search', leadsTo: (page) => page.locator('.api-noun').first() },
    viewer: { offered: true },
  },
  {
    name: 'tokens',
    at: path('/settings/tokens'),
    says: 'You have made no token.',
    offers: { name: 'New token', leadsTo: (page) => page.getByRole('dialog') },
    viewer: { offered: true },
  },
  {
    name: 'tokens of services',
    at: path('/settings/tokens'),
    says: 'No service has a token.',
    offers: { name: 'New service token', leadsTo: (page) => page.getByRole('dialog') },
    viewer: null,
  },
  {
    name: 'teams',
    at: path('/settings/teams'),
    says: 'There are no teams yet.',
    offers: { name: 'New team', leadsTo: (page) => page.getByRole('dialog') },
    viewer: { says: 'There are no teams here.' },
  },
  {
    name: 'rules of boards',
    at: path('/settings/rules'),
    says: /^A workspace holds boards, and the rules/,
    offers: { name: 'Make a workspace', leadsTo: dialog('New workspace') },
    viewer: {},
  },
  {
    name: 'backups',
    at: path('/settings/backups'),
    says: 'There is no backup yet.',
    offers: { name: 'Back up now', leadsTo: (page) => page.getByText(/^(In the folder|Making)/).first() },
    viewer: { says: /they are for owners/ },
  },
  {
    name: 'mail',
    at: path('/settings/mail'),
    says: /^No mail server is set/,
    offers: null,
    viewer: { says: 'How mail goes is for owners. Ask one of them.' },
  },
  { name: 'archive', at: path('/settings/trash'), says: 'Nothing is archived.', offers: null, viewer: {} },
  { name: 'trash', at: path('/settings/trash'), says: 'The trash is empty.', offers: null, viewer: {} },
  { name: 'what is muted', at: path('/settings/notifications'), says: 'Nothing is muted.', offers: null, viewer: {} },
]

const inView =
  (name: string) =>
  ({ bare, views }: EmptyPlaces): string =>
    `${bare}?view=${views[name]}`
const inTrash =
  (part: string) =>
  ({ url, bare }: EmptyPlaces): string =>
    `${url}/settings/trash?board=${bare.split('/').at(-1)}&show=${part}`
const withoutHits =
  (name: string, more: string) =>
  ({ single, singleViews }: EmptyPlaces): string =>
    `${single}?view=${singleViews[name]}&${more}`

const noItems = 'Nothing here yet. An item is a piece of work: a feature, a bug, a risk.'
const firstItem: Offer = { name: 'Add the first item', leadsTo: firstTitle }

const title = { column: 'title', operator: 'is', value: 'zzzz' }
const filtered = `spec=${encodeURIComponent(JSON.stringify({ filter: title }))}`
const anyItem = (page: Page): Locator => page.locator('[data-items]').getByText('The only one').first()

/** The views, what each says where nothing passes, and what is there once it is cleared. */
const narrowed: readonly {
  readonly view: string
  readonly back: (page: Page) => Locator
  /** Of a search and of a filter, where it is the same. */
  readonly says?: string | RegExp
  /** Of a filter alone. */
  readonly passesNot?: string | RegExp
}[] = [
  { view: 'table', back: anyItem },
  { view: 'kanban', back: anyItem },
  { view: 'cards', back: anyItem },
  { view: 'timeline', back: anyItem },
  { view: 'workload', back: (page) => page.locator('.fw-cell').first() },
  { view: 'chart', back: (page) => page.locator('.fch-main').first(), passesNot: /^Nothing to count/ },
  {
    view: 'calendar',
    back: (page) => page.getByText(/^No item here has a date yet/),
    says: 'No item that is shown has a date.',
  },
]

/** Of boards, items and docs. */
export const emptyContent: readonly EmptyPlace[] = [
  {
    name: 'trash of a board',
    at: inTrash('items'),
    says: 'No item of this board is in the trash.',
    offers: null,
    viewer: {},
  },
  {
    name: 'archived items',
    at: inTrash('archived'),
    says: 'No item of this board is archived.',
    offers: null,
    viewer: {},
  },
  {
    name: 'deleted groups',
    at: inTrash('groups'),
    says: 'No group of this board is in the trash.',
    offers: null,
    viewer: {},
  },
  {
    name: 'deleted columns',
    at: inTrash('columns'),
    says: 'No column of this board is in the trash.',
    offers: null,
    viewer: {},
  },
  {
    name: 'deleted views',
    at: inTrash('views'),
    says: 'No view of this board is in the trash.',
    offers: null,
    viewer: {},
  },
  { name: 'table', at: inView('table'), says: noItems, offers: firstItem, viewer: {} },
  { name: 'table by status', at: inView('table by status'), says: noItems, offers: firstItem, viewer: {} },
  {
    name: 'kanban',
    at: inView('kanban'),
    says: 'Each item is a card here: add the first one.',
    offers: { name: 'Add an item', leadsTo: firstTitle },
    viewer: { says: 'No item is here yet.' },
  },
  {
    name: 'cards',
    at: inView('cards'),
    says: 'Each item is a card here: add the first one.',
    offers: { name: 'Add an item', leadsTo: firstTitle },
    viewer: { says: 'No item is here yet.' },
  },
  {
    name: 'calendar',
    at: inView('calendar'),
    says: /^No item here has a date yet/,
    offers: {
      name: 'Show those without',
      leadsTo: (page) => page.getByRole('complementary', { name: 'Without a date' }),
    },
    viewer: { offered: true },
  },
  {
    name: 'timeline',
    at: inView('timeline'),
    says: /^Nothing here yet. Items with days are bars/,
    offers: firstItem,
    viewer: {},
  },
  { name: 'workload', at: inView('workload'), says: /^Nothing to do yet/, offers: firstItem, viewer: {} },
  {
    name: 'chart',
    at: inView('chart'),
    says: 'Nothing to count yet: the board has no items.',
    offers: firstItem,
    viewer: {},
  },
  {
    name: 'burn-up',
    at: inView('burn-up'),
    says: 'Nothing to count yet: the board has no items.',
    offers: firstItem,
    viewer: {},
  },
  {
    name: 'form without questions',
    at: inView('form'),
    says: 'Questions',
    offers: { name: 'Add question', leadsTo: (page) => page.getByRole('menu') },
    viewer: { says: /^You can only look at this board/ },
  },
  {
    name: 'board without groups',
    at: ({ groupless, grouplessViews }) => `${groupless}?view=${grouplessViews['table']}`,
    says: /^Items stand in groups/,
    offers: { name: 'Add the first group', leadsTo: (page) => page.getByText('New group').first() },
    viewer: {},
  },
  {
    name: 'calendar without days',
    at: ({ groupless, grouplessViews }) => `${groupless}?view=${grouplessViews['calendar']}`,
    says: /^A calendar needs days/,
    offers: { name: 'Add a date column', leadsTo: (page) => page.locator('.fq-today, .fq-list').first() },
    viewer: {},
  },
  {
    name: 'timeline without days',
    at: ({ dayless }) => dayless,
    says: /^A timeline needs days/,
    offers: {
      name: 'Add a timeline column',
      leadsTo: (page) => page.locator('.ft').getByText('Items stand in groups'),
    },
    viewer: {},
  },
  {
    name: 'workload without people',
    at: ({ groupless, grouplessViews }) => `${groupless}?view=${grouplessViews['workload']}`,
    says: /^A workload needs people/,
    offers: {
      name: 'Add a people column',
      // What it lacks next: others have given the board days and a group by then, or not.
      leadsTo: (page) => page.getByText(/^(A workload needs days|Nothing to do yet)/),
    },
    viewer: {},
  },
  ...narrowed.flatMap(({ view, back, says, passesNot = says }): EmptyPlace[] => [
    {
      name: `${view}, a search without hits`,
      at: withoutHits(view, 'find=zzzz'),
      says: says ?? 'Nothing here matches “zzzz”.',
      offers: { name: 'Clear the search', leadsTo: back },
      viewer: { offered: true },
    },
    {
      name: `${view}, a filter without hits`,
      at: withoutHits(view, filtered),
      says: passesNot ?? 'No item passes the filter.',
      offers: { name: 'Clear the filter', leadsTo: back },
      viewer: { offered: true },
    },
  ]),
  {
    name: 'item, updates',
    at: ({ single }) => `${single}/i/0`,
    says: /^Nobody has written here yet/,
    offers: {
      name: 'Write an update, @ to mention, / for blocks',
      leadsTo: (page) => page.getByRole('dialog').locator('[role=textbox]:focus'),
    },
    viewer: {},
  },
  {
    name: 'item, sub-items',
    at: ({ single }) => `${single}/i/0`,
    steps: tab('Sub-items'),
    says: /^Sub-items split the work/,
    offers: null,
    viewer: {},
  },
  {
    name: 'item, links',
    at: ({ single }) => `${single}/i/0`,
    steps: tab('Links'),
    says: /^No links yet/,
    offers: null,
    viewer: {},
  },
  {
    name: 'public links',
    at: ({ single }) => single,
    steps: async (page) => {
      await page.locator('[data-row]').first().waitFor()
      await page.getByRole('button', { name: 'Share', exact: true }).click()
    },
    says: /^Nobody reads this board by a link/,
    offers: { name: 'New link', leadsTo: (page) => page.getByRole('form', { name: 'New link' }) },
    viewer: null,
  },
  {
    name: 'versions of a doc',
    at: ({ doc }) => doc,
    steps: async (page) => {
      await page.getByRole('textbox', { name: 'Text of the doc', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Menu of the doc' }).click()
      await page.getByRole('menuitem', { name: 'Versions' }).click()
    },
    says: /^A text is kept once everybody has left/,
    offers: { name: 'Keep this text', leadsTo: dialog('Keep this text') },
    viewer: null,
  },
]

/** Makes what has no content, as the owner of a page does. */
export async function makeEmptyPlaces(page: Page, url: string): Promise<EmptyPlaces> {
  const ask = askAs(page)
  const workspace = newId()
  await ask('/api/workspace.create', { id: workspace, name: 'Launch' })
  const address = (kind: string, id: string): string => `${url}/${kind[0]}/${kind}_${id.replaceAll('-', '')}`
  const board = async (name: string): Promise<string> => {
    const id = newId()
    await ask('/api/board.create', { board: id, workspace, name })
    return id
  }
  const column = async (of: string, kind: string, name: string, more: object = {}): Promise<number> => {
    const made = await ask<{ result: { number: number } }>('/api/column.create', {
      board: of,
      id: newId(),
      kind,
      title: name,
      ...more,
    })
    return made.result.number
  }
  const view = async (of: string, kind: string, spec: object = {}): Promise<string> => {
    const id = newId()
    await ask('/api/view.create', { board: of, id, name: `As ${kind}`, kind, mine: false, spec })
    return id
  }
  const viewsOf = async (of: string, status: number, days: number): Promise<Record<string, string>> => ({
    table: await view(of, 'table'),
    'table by status': await view(of, 'table', { groupBy: status }),
    kanban: await view(of, 'kanban', { groupBy: status }),
    cards: await view(of, 'cards'),
    calendar: await view(of, 'calendar', { settings: { date: days } }),
    timeline: await view(of, 'timeline', { settings: { date: days } }),
    workload: await view(of, 'workload'),
    chart: await view(of, 'chart'),
    'burn-up': await view(of, 'chart', { settings: { shape: 'burn-up' } }),
    form: await view(of, 'form'),
  })
  const bare = await board('Bare')
  const single = await board('Single')
  const groupless = await board('Groupless')
  const dayless = await board('Dayless')
  const views: Record<string, Record<string, string>> = {}
  for (const made of [bare, single]) {
    const { result } = await ask<{ result: { number: number } }>('/api/group.create', {
      board: made,
      id: newId(),
      title: 'Open',
    })
    const status = await column(made, 'status', 'Status', { role: 'status' })
    const days = await column(made, 'timeline', 'Planned')
    await column(made, 'people', 'Owner')
    views[made] = await viewsOf(made, status, days)
    if (made === single)
      await ask('/api/item.create', { board: made, id: newId(), title: 'The only one', group: result.number })
  }
  const doc = newId()
  await ask('/api/doc.create', { doc, workspace, name: 'Blank' })
  return {
    url,
    bare: address('board', bare),
    views: views[bare] ?? {},
    single: address('board', single),
    singleViews: views[single] ?? {},
    groupless: address('board', groupless),
    grouplessViews: {
      table: await view(groupless, 'table'),
      calendar: await view(groupless, 'calendar'),
      workload: await view(groupless, 'workload'),
    },
    dayless: `${address('board', dayless)}?view=${await view(dayless, 'timeline')}`,
    doc: address('doc', doc),
  }
}
