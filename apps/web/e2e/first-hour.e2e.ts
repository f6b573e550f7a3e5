import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row, takesKeys } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { openMailbox, type Mailbox } from './support/mailbox.ts'
import { inviteByLink, makeBoard, maya, password, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'
import { componentNames, teamExport } from './support/team-export.ts'

// The first hour of a team of twelve that comes from another tool, by what its people read on their screens: nobody has a manual.

const issues = 30
const cleo = { name: 'Cleo Hart', email: 'cleo@example.org' }
const ben = { name: 'Ben Amari', email: 'ben@example.org' }
const others = ['Dana', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo', 'Kai', 'Ines']

let mailbox: Mailbox
let fulcrum: RunningFulcrum
let browser: Browser
let owner: Window
let engineer: Window
let telephone: Window
let board: string
let form: string

beforeAll(async () => {
  mailbox = await openMailbox()
  process.env['SMTP_URL'] = mailbox.url
  process.env['MAIL_FROM'] = 'Fulcrum <fulcrum@example.org>'
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  owner = await openWindow(browser)
  engineer = await openWindow(browser, { theme: 'dark' })
  telephone = await openWindow(browser, { telephone: true })
  await useLink(owner.page, fulcrum.ownerLink, maya)
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
  mailbox?.close()
})

async function letterTo(address: string): Promise<string> {
  await expect.poll(() => mailbox.linkTo(address)).not.toBeNull()
  return mailbox.linkTo(address) ?? ''
}

/** Opens the menu of an item's row. */
async function rowMenu(page: Page, title: string): Promise<void> {
  await row(page, title).getByText(title).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open' }).waitFor()
}

async function addView(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: kind, exact: true }).first().click()
  await page.getByRole('tab', { name: kind, exact: true, selected: true }).waitFor()
}

function line(page: Page, name: string): Locator {
  return page.getByRole('listitem').filter({ hasText: name })
}

test('a file of the old tool becomes a board, and leads on to the people it names', async () => {
  const { page } = owner
  await page.getByRole('button', { name: 'Import a file' }).click()
  await page.getByLabel('File to import').setInputFiles(teamExport(issues))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the board').fill('Team board')
  await dialog.getByRole('button', { name: `Import ${issues} items` }).click()
  await dialog.getByRole('button', { name: 'Open Team board' }).waitFor()
  await expect(dialog.locator('dl').innerText()).resolves.toMatch(/3\s*people not invited yet/)
  await dialog.getByRole('button', { name: 'Invite them' }).click()
  await line(page, cleo.name).getByText('No e-mail known').waitFor()
})

test('eleven are invited: one of the file by mail, one by a link, nine by a pasted list', async () => {
  const { page } = owner
  await line(page, cleo.name).getByRole('button', { name: 'Invite' }).click()
  const one = page.getByRole('dialog', { name: `Invite ${cleo.name}` })
  await one.getByLabel(/^E-mail/).fill(cleo.email)
  await one.getByRole('button', { name: 'Make the link' }).click()
  await page.getByText(`A mail is on its way to ${cleo.email}`).waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await line(page, 'No e-mail known').filter({ hasText: cleo.name }).getByText('Invited').waitFor()
  await page.getByRole('button', { name: 'Invite many' }).click()
  // As they stand in a chat, with blanks between, and one as it stands in a letter: the name is that of somebody of the file.
  const addresses = others.slice(0, -1).map((name) => `${name.toLowerCase()}@example.org`)
  await page.getByLabel('Addresses').fill(`${addresses.join(' ')}, Ines Roth <ines@example.org>`)
  await page.getByRole('button', { name: 'Invite them' }).click()
  const nine = page.getByRole('dialog', { name: '9 people are invited' })
  await nine.getByText('9 mails are on the way').waitFor()
  await nine.getByText('Invited, becomes Ines Roth').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
})

test('who joins as somebody of the file finds their own work at home; twelve are here', async () => {
  await useLink(engineer.page, await letterTo(cleo.email), cleo)
  await engineer.page.getByText('Waiting for me').waitFor()
  await engineer.page.getByText('Team issue 21').waitFor()
  await useLink(telephone.page, await inviteByLink(owner.page, fulcrum.url), ben)
  for (const name of others) {
    const email = `${name.toLowerCase()}@example.org`
    const token = (await letterTo(email)).split('#')[1]
    const answer = await fetch(`${fulcrum.url}/auth/link/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: fulcrum.url },
      body: JSON.stringify({ token, name: `${name} Test`, email, password }),
    })
    expect(answer.status).toBe(200)
  }
  const members = owner.page.getByRole('region', { name: 'Members' }).getByRole('listitem')
  await expect.poll(() => members.count()).toBe(12)
})

test('a label is renamed, coloured and merged where it is used', async () => {
  const { page } = owner
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /Team board/ })
    .click()
  await takesKeys(page)
  board = page.url()
  await row(page, 'Team issue 5').getByText('Open', { exact: true }).last().click()
  await page.getByText('Edit labels').click()
  const labels = page.getByRole('dialog', { name: 'Status' })
  await labels.getByLabel('Name of Open').fill('Ready')
  await page.keyboard.press('Enter')
  await labels.getByRole('button', { name: /^Colour of Ready/ }).click()
  await page.getByRole('radio', { name: 'orange' }).click()
  await labels.getByRole('button', { name: 'Colour of Ready: orange' }).waitFor()
  await page.keyboard.press('Escape')
  await labels.getByRole('button', { name: 'Merge Resolved into another label' }).click()
  await labels.getByText('6 items').waitFor()
  await page.locator('select:focus').selectOption({ label: 'Closed' })
  await labels.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText('Merged Resolved into Closed').waitFor()
  await row(page, 'Team issue 5').getByText('Ready').waitFor()
  await row(page, 'Team issue 3').getByText('Closed').waitFor()
})

test('a mention is seen at once on the other screen, and in the bell', async () => {
  const { page } = owner
  await row(page, 'Team issue 7').hover()
  await row(page, 'Team issue 7').getByRole('button', { name: 'Open Team issue 7' }).click()
  await page.getByRole('button', { name: /^Write an update/ }).click()
  const box = page.getByRole('textbox', { name: /^Write an update/ })
  await box.pressSequentially('@Cle')
  await page.getByRole('option', { name: cleo.name }).first().click()
  await box.pressSequentially('can this wait?')
  await page.keyboard.press('Control+Enter')
  // What one has just written comes into sight by itself.
  await expect.poll(() => isInSight(page.getByText('can this wait?').first())).toBe(true)
  await engineer.page.getByText(`${maya.name} mentioned you`).waitFor()
  const bell = engineer.page.getByRole('navigation').getByRole('link', { name: /^Inbox/ })
  await expect.poll(() => bell.textContent()).toMatch(/^Inbox\d$/)
  await bell.click()
  await line(engineer.page, 'Team issue 7').getByText('can this wait?').waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
})

async function isInSight(what: Locator): Promise<boolean> {
  const [place, size] = [await what.boundingBox(), what.page().viewportSize()]
  return place !== null && size !== null && place.y > 0 && place.y + place.height < size.height - 60
}

test('an item goes into a group made for it, and another one to another board', async () => {
  const { page } = owner
  await makeBoard(page, fulcrum.url, 'Later')
  await page.goto(board)
  await takesKeys(page)
  await rowMenu(page, 'Team issue 2')
  await page.getByRole('menuitem', { name: 'Move to group' }).click()
  await page.getByRole('menuitem', { name: 'New group …' }).click()
  await page.getByRole('textbox', { name: 'New group' }).fill('Next')
  await page.keyboard.press('Enter')
  await page.getByText('Moved 1 item to Next').waitFor()
  await page.getByRole('button', { name: 'Collapse Items' }).click()
  await row(page, 'Team issue 2').waitFor()
  await page.getByRole('button', { name: 'Expand Items' }).click()
  await rowMenu(page, 'Team issue 4')
  await page.getByRole('menuitem', { name: 'Move to board …' }).click()
  await page.getByRole('dialog', { name: 'Move 1 item to board' }).waitFor()
  await page.keyboard.type('Later')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Move 1 item', exact: true }).click()
  await page.getByText('Moved 1 item to Later').waitFor()
})

test('a view is saved for everyone and stands on the other screen', async () => {
  await engineer.page.goto(board)
  await takesKeys(engineer.page)
  const { page } = owner
  // The whole table is a view of all, too, so that it stays the first.
  await addView(page, 'Table')
  await page.locator('[data-tab]:not([data-tab="table"])').first().waitFor()
  await row(page, 'Team issue 5').getByText('Ready').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Filter by this value' }).click()
  await page.getByRole('button', { name: 'Add view' }).click()
  await page.getByRole('menuitem', { name: 'For everyone' }).click()
  await page.locator('input:focus').fill('What is ready')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'What is ready', selected: true }).waitFor()
  await engineer.page.getByRole('tab', { name: 'What is ready' }).click()
  await row(engineer.page, 'Team issue 5').waitFor()
  await expect.poll(() => row(engineer.page, 'Team issue 6').count()).toBe(0)
})

test('on a telephone a finger opens an item, changes its status and says something', async () => {
  const { page } = telephone
  await page
    .getByRole('link', { name: /Team board/ })
    .last()
    .tap()
  await takesKeys(page)
  // Anywhere on its title: what opens it lies over the words.
  await row(page, 'Team issue 6').getByText('Team issue 6').tap({ force: true })
  await page.getByRole('button', { name: /^Status: In Progress/ }).tap()
  await page.getByRole('option', { name: 'Closed' }).tap()
  await page.getByRole('button', { name: /^Status: Closed/ }).waitFor()
  await page.getByRole('button', { name: /^Write an update/ }).tap()
  await page.getByRole('textbox', { name: /^Write an update/ }).pressSequentially('Done from the train')
  await page.getByRole('button', { name: 'Post' }).tap()
  await page.getByText('Done from the train').first().waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await owner.page.getByRole('tab', { name: 'Table', exact: true }).click()
  await row(owner.page, 'Team issue 6').getByText('Closed').waitFor()
})

test('who has never seen it makes a Kanban by component, with a limit that warns', async () => {
  const { page } = owner
  await addView(page, 'Kanban')
  await page.getByRole('button', { name: /^Columns:/ }).click()
  await page.getByRole('menu').getByText('Component/s').click()
  for (const name of componentNames) await page.getByRole('region', { name, exact: true }).waitFor()
  await page.getByRole('button', { name: 'Menu of Search', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Set a limit/ }).click()
  await page.getByLabel('At most so many items').fill('3')
  // More are there: it does not stop anybody's work unless that is chosen.
  await page.getByLabel('Above the limit').getByText('One more is shown in red').waitFor()
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await page
    .getByRole('region', { name: 'Search', exact: true })
    .getByText(/^\d+ of 3 open/)
    .waitFor()
  await page.getByRole('button', { name: 'Save for everyone' }).click()
  await engineer.page.getByRole('tab', { name: 'Kanban' }).click()
  await engineer.page
    .getByRole('region', { name: 'Search', exact: true })
    .getByText(/of 3 open/)
    .waitFor()
})

test('and a timeline by due date, without the items that have none', async () => {
  const { page } = owner
  await addView(page, 'Timeline')
  await page.getByRole('button', { name: 'Timeline', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Start' }).click()
  await expect
    .poll(() =>
      page
        .getByRole('menuitemcheckbox', { name: 'Due Date' })
        .or(page.getByRole('menuitemradio', { name: 'Due Date' }))
        .getAttribute('aria-checked'),
    )
    .toBe('true')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Team issue 6, / })
    .first()
    .waitFor()
})

test('and a form that somebody who is not signed in fills', async () => {
  const { page } = owner
  await addView(page, 'Form')
  await page.getByRole('textbox', { name: 'Title', exact: true }).first().fill('Tell us what is wrong')
  await page.getByRole('tab', { name: 'Share' }).click()
  await page.getByRole('button', { name: 'Save the form' }).click()
  await page.getByLabel('Who may answer').click()
  await page.getByRole('option', { name: 'Anybody with the link' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  form = await page.getByLabel('Link', { exact: true }).inputValue()
  const stranger = await openWindow(browser, { telephone: true })
  await stranger.page.goto(form)
  await stranger.page.getByRole('heading', { name: 'Tell us what is wrong' }).waitFor()
  await stranger.page.getByLabel(/^Title/).fill('The door does not close')
  await stranger.page.getByRole('button', { name: 'Send' }).tap()
  await stranger.page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.getByRole('tab', { name: 'Table', exact: true }).click()
  await page.getByPlaceholder('Find in board').fill('The door')
  await row(page, 'The door does not close').waitFor()
  expectNoTroubles(owner, engineer, telephone, stranger)
})
