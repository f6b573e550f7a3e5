import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { importFile, startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let window: Window
let page: Page
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  window = await openWindow(browser)
  page = window.page
  await useLink(page, fulcrum.ownerLink, maya)
  board = await makeBoard(page, fulcrum.url, 'Sprint board')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** The titles as they stand, from top to bottom. */
function titles(of: Page = page): Promise<string[]> {
  return of.locator('[data-row] .fb-title').allTextContents()
}

function cell(title: string, column: string, of: Page = page): Locator {
  const index = of.getByRole('columnheader', { name: column }).first()
  return of
    .locator('[data-row]')
    .filter({ hasText: title })
    .first()
    .locator(`[data-col]`)
    .and(of.locator(`[data-header-of="${column}"]`).or(index).or(of.locator('[data-col]')))
}

async function columnId(column: string): Promise<string> {
  const head = page.getByRole('columnheader', { name: column, exact: true }).first()
  return (await head.getAttribute('data-col')) ?? ''
}

/** The cell of an item in a column, by their names. */
async function cellOf(title: string, column: string, of: Page = page): Promise<Locator> {
  const id = await columnId(column)
  return of.locator('[data-row]').filter({ hasText: title }).first().locator(`[data-col="${id}"]`)
}

async function add(...names: readonly string[]): Promise<void> {
  await page.locator('main').focus()
  await page.keyboard.press('c')
  for (const name of names) {
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
}
