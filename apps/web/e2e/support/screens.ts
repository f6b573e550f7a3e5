import type { Page } from 'playwright-core'
import { typeInto } from './boards.ts'
import type { Stage } from './stage.ts'

/** A screen of Fulcrum: where it is on the stage, and how one comes to it from there. */
export interface Screen {
  readonly name: string
  /** Who looks: the owner where nothing is said, or somebody without an account. */
  readonly who?: 'stranger'
  readonly at: (stage: Stage) => string
  /** What leads there from the page of that address. */
  readonly steps?: (page: Page) => Promise<void>
  /** What is drawn once it is here. */
  readonly drawn: string
}

const board =
  (name: string) =>
  (stage: Stage): string =>
    stage.boards[name] ?? ''
const path =
  (where: string) =>
  (stage: Stage): string =>
    `${stage.url}${where}`

async function press(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).and(page.locator(':enabled')).first().click()
}

/** Opens a view by its tab. */
function view(name: string): (page: Page) => Promise<void> {
  return async (page) => page.getByRole('tab', { name, exact: true }).click()
}

/** Waits until a board takes keys. */
async function ready(page: Page): Promise<void> {
  await page.locator('[data-row]').first().waitFor()
  await page.getByRole('button', { name: 'New item' }).and(page.locator(':enabled')).first().waitFor()
}

function item(tab?: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('dialog').getByRole('tab').first().waitFor()
    if (tab !== undefined) await page.getByRole('dialog').getByRole('tab', { name: tab }).click()
  }
}

/** Opens the menu of a column. */
async function columnMenu(page: Page, column: string): Promise<void> {
  await ready(page)
  await press(page, `Column menu: ${column}`)
}

/** Presses a key of every page, once it is there. */
function key(name: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.locator('[data-tree]').first().waitFor()
    await page.keyboard.press(name)
  }
}

async function palette(page: Page, words: string): Promise<void> {
  await key('Control+k')(page)
  await typeInto(page, words)
}

const settings = ['profile', 'notifications', 'password', 'sessions', 'tokens', 'account', 'rules', 'members', 'teams']
const forOwners = ['api', 'mail', 'backups', 'trash']

/** Screens of boards and items. */
export const boardScreens: readonly Screen[] = [
  { name: 'table', at: board('Sprints'), steps: ready, drawn: '[data-row]' },
  {
    name: 'table by owner',
    at: board('Sprints'),
    steps: view('This sprint by owner'),
    drawn: '[data-row]',
  },
  { name: 'kanban', at: board('Sprints'), steps: view('Kanban'), drawn: '[data-card]' },
  { name: 'calendar month', at: board('Sprints'), steps: view('Calendar'), drawn: '.fq-bars [data-item], .fq-list' },
  {
    name: 'calendar week',
    at: board('Sprints'),
    steps: async (page) => {
      await view('Calendar')(page)
      await page.getByRole('group', { name: 'Show by' }).getByRole('button', { name: 'Week' }).click()
    },
    drawn: '.fq-bars [data-item]',
  },
  {
    name: 'calendar list',
    at: board('Sprints'),
    steps: async (page) => {
      await view('Calendar')(page)
      await page.getByRole('group', { name: 'Show by' }).getByRole('button', { name: 'List' }).click()
    },
    drawn: '.fq-list',
  },
  { name: 'burn-up', at: board('Sprints'), steps: view('Burn-up'), drawn: '.fch-svg path' },
  { name: 'bars', at: board('Bug queue'), steps: view('Bugs by severity'), drawn: '.fch-svg, .fch-bars, [class^=fch]' },
  { name: 'timeline', at: board('Roadmap'), steps: view('Timeline'), drawn: '[class^=ft-] [data-item], .ft-bar' },
  { name: 'workload', at: board('Roadmap'), steps: view('Workload'), drawn: '.fw-cell' },
  { name: 'cards', at: board('Roadmap'), steps: view('Gallery'), drawn: '[data-card]' },
  { name: 'form, edited', at: board('Bug queue'), steps: view('Report a bug'), drawn: '[class^=fv-]' },
  {
    name: 'form, shared',
    at: board('Bug queue'),
    steps: async (page) => {
      await view('Report a bug')(page)
      await page.getByRole('tab', { name: 'Share' }).click()
    },
    drawn: '.fv-share',
  },
  {
    name: 'item, updates',
    at: (stage) => `${stage.boards['Sprints']}/i/1`,
    steps: item(),
    drawn: '.item-tabs, [role=dialog] [role=tab]',
  },
  {
    name: 'item, activity',
    at: (stage) => `${stage.boards['Sprints']}/i/1`,
    steps: item('Activity'),
    drawn: '.item-tabs, [role=dialog] [role=tab]',
  },
  {
    name: 'item, sub-items',
    at: (stage) => `${stage.boards['Sprints']}/i/1`,
    steps: item('Sub-items'),
    drawn: '.item-tabs, [role=dialog] [role=tab]',
  },
  {
    name: 'item, links',
    at: (stage) => `${stage.boards['Sprints']}/i/1`,
    steps: item('Links'),
    drawn: '.item-tabs, [role=dialog] [role=tab]',
  },
  {
    name: 'menu of a column',
    at: board('Sprints'),
    steps: async (page) => columnMenu(page, 'Status'),
    drawn: '[role=menu]',
  },
  {
    name: 'label editor',
    at: board('Sprints'),
    steps: async (page) => {
      await columnMenu(page, 'Status')
      await page
        .getByRole('menuitem', { name: /^(Edit labels|Settings|Labels)/ })
        .first()
        .click()
    },
    drawn: '[role=dialog]',
  },
  {
    name: 'new column',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Add column')
    },
    drawn: '[role=option]',
  },
  {
    name: 'menu of the board',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Menu of this board')
    },
    drawn: '[role=menu]',
  },
  {
    name: 'new view',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Add view')
    },
    drawn: '[role=menu], [role=dialog]',
  },
  {
    name: 'filter',
    at: board('Bug queue'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Filter')
    },
    drawn: '[role=option]',
  },
  {
    name: 'filter of groups',
    at: board('Bug queue'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Filter')
      await page.getByRole('option', { name: 'Combine with and, or, not' }).click()
      const builder = page.getByRole('dialog', { name: 'Filter', exact: true })
      await builder.getByRole('button', { name: 'Condition', exact: true }).click()
      await typeInto(page, 'Status')
      await page.keyboard.press('Enter')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Escape')
    },
    drawn: '.fb-group, .fb-row',
  },
  {
    name: 'filter, typed',
    at: board('Bug queue'),
    steps: async (page) => {
      await ready(page)
      await page.locator('main').focus()
      await page.keyboard.press('f')
    },
    drawn: '[role=dialog] input, [role=dialog] textarea',
  },
  {
    name: 'sort',
    at: board('Bug queue'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Sort')
    },
    drawn: '.fb-sort',
  },
  {
    name: 'columns that are shown',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await page
        .getByRole('button', { name: /^\d+ hidden$|^Columns$/ })
        .first()
        .click()
    },
    drawn: '[role=dialog]',
  },
  {
    name: 'rows taken together',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await page.locator('[data-row]').first().locator('.fb-title').click()
      await page.keyboard.press('Shift+Space')
    },
    drawn: '[class*=selection], [role=toolbar]',
  },
  {
    name: 'share window',
    at: board('Roadmap'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Share')
    },
    drawn: '[role=dialog]',
  },
  {
    name: 'who can see this',
    at: board('Roadmap'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Share')
      await page.getByRole('button', { name: 'Who can see this?' }).click()
      await page.getByText(/people see this/).waitFor()
    },
    drawn: '[role=dialog]',
  },
  { name: 'as somebody sees it', at: (stage) => `${stage.boards['Roadmap']}/as/${stage.ali}`, drawn: '[data-row]' },
  {
    name: 'the board as it was',
    at: (stage) => `${stage.boards['Sprints']}?at=${new Date().toISOString()}`,
    drawn: '.past-board [data-row]',
  },
  {
    name: 'what changed',
    at: (stage) => `${stage.boards['Sprints']}?at=${new Date(Date.now() - 60_000).toISOString()}`,
    steps: async (page) => press(page, 'Compare'),
    drawn: '[role=dialog]',
  },
  {
    name: 'export',
    at: board('Sprints'),
    steps: async (page) => {
      await ready(page)
      await press(page, 'Menu of this board')
      await page.getByRole('menuitem', { name: 'Export' }).click()
    },
    drawn: '[role=dialog]',
  },
  { name: 'a board that is not yours', at: path('/b/board_01a21d6fa3df7e49a8878a6928310e2f'), drawn: '.fu-state' },
]

/** Screens beside boards. */
export const otherScreens: readonly Screen[] = [
  { name: 'home', at: path('/'), drawn: '.home-row, [class^=home]' },
  { name: 'my work', at: path('/my-work'), drawn: '.work-item' },
  { name: 'inbox', at: path('/inbox'), drawn: '[class^=inbox]' },
  {
    name: 'inbox, a doc',
    at: path('/inbox'),
    steps: async (page) => page.locator('.inbox-link', { hasText: 'How we release' }).click(),
    drawn: '.inbox-doc',
  },
  {
    name: 'palette',
    at: path('/'),
    steps: key('Control+k'),
    drawn: '[role=dialog] [role=option]',
  },
  {
    name: 'search',
    at: path('/'),
    steps: async (page) => palette(page, 'container'),
    drawn: '[role=dialog] [role=option]',
  },
  { name: 'keys', at: path('/'), steps: key('?'), drawn: '[role=dialog]' },
  { name: 'new item', at: path('/'), steps: key('c'), drawn: '[role=dialog]' },
  { name: 'doc', at: ({ doc }) => doc, drawn: '.doc-text' },
  {
    name: 'doc, versions',
    at: ({ doc }) => doc,
    steps: async (page) => {
      await page.locator('.doc-text').waitFor()
      await press(page, 'Menu of the doc')
      await page.getByRole('menuitem', { name: 'Versions' }).click()
    },
    drawn: '.doc-versions',
  },
  {
    name: 'doc, comments',
    at: ({ doc }) => doc,
    steps: async (page) => {
      await page.locator('.doc-text').waitFor()
      await press(page, 'Comments, 1 open')
    },
    drawn: '.doc-comments',
  },
  { name: 'templates', at: path('/templates'), drawn: '[class^=template]' },
  { name: 'a template', at: path('/templates/dev-team'), drawn: '[class^=template]' },
  { name: 'coming from elsewhere', at: path('/help/coming-from'), drawn: 'main h2, main table' },
  {
    name: 'trash of a board',
    at: ({ url, boards }) => `${url}/settings/trash?board=${boards['Sprints']?.split('/').at(-1)}&show=items`,
    drawn: '.trash-tabs [role=tab]',
  },
  ...[...settings, ...forOwners].map((name) => ({
    name: `settings, ${name}`,
    at: path(`/settings/${name}`),
    drawn: '.settings-section, .api-page, main section',
  })),
  {
    name: 'import',
    at: path('/'),
    steps: async (page) => {
      await palette(page, 'Import a file')
      await page.keyboard.press('Enter')
    },
    drawn: '[role=dialog] input[type=file]',
  },
  { name: 'no page', at: path('/nowhere'), drawn: '.fu-state' },
  { name: 'sign-in', who: 'stranger', at: path('/sign-in'), drawn: 'form' },
  { name: 'invitation', who: 'stranger', at: ({ links }) => links.invitation, drawn: 'form' },
  { name: 'public form', who: 'stranger', at: ({ links }) => links.form, drawn: 'form' },
  { name: 'public link', who: 'stranger', at: ({ links }) => links.shared, drawn: '[data-row]' },
  { name: 'public link with a password', who: 'stranger', at: ({ links }) => links.locked, drawn: 'form' },
  { name: 'public link that has ended', who: 'stranger', at: ({ links }) => links.expired, drawn: '.fu-state, h1' },
]
