import type { Page } from 'playwright-core'
import { takesKeys, typeInto } from './boards.ts'

export const password = 'tall green bicycles'

interface Person {
  readonly name: string
  readonly email: string
}

export const maya: Person = { name: 'Maya Krog', email: 'maya@example.org' }
export const ali: Person = { name: 'Ali Brandt', email: 'ali@example.org' }

/** Opens a link that makes an owner or a member, and goes through its form. */
export async function useLink(page: Page, link: string, { name, email }: Person): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  const address = page.getByLabel('E-mail')
  if (await address.isEditable()) await address.fill(email)
  await page.getByLabel('Choose a password').fill(password)
  await page.locator('button[type=submit]').click()
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
}

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, { email }: Person, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Makes an invitation in the settings and gives its link. */
export async function inviteByLink(page: Page, url: string, role = 'Member'): Promise<string> {
  await page.goto(`${url}/settings/members`)
  // The people of an import have a button of that name each.
  await page.getByRole('button', { name: 'Invite', exact: true }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Invite a person' })
  await dialog.getByLabel('Role').click()
  await page.getByRole('option', { name: new RegExp(`^${role}`) }).click()
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Makes a board by the palette and waits until it stands. */
export async function makeBoard(page: Page, url: string, name: string): Promise<string> {
  await page.goto(url)
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await typeInto(page, 'New board')
  await page.getByRole('option', { name: 'New board' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'New board' }).getByLabel('Name').fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('grid').first().waitFor()
  await takesKeys(page)
  return page.url()
}
