import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addItems } from './support/boards.ts'
import { expectNoTroubles, launchBrowser, openWindow, type Window } from './support/browser.ts'
import { ali, inviteByLink, makeBoard, maya, useLink } from './support/people.ts'
import { startFulcrum, type RunningFulcrum } from './support/server.ts'

let fulcrum: RunningFulcrum
let browser: Browser
let first: Window
let second: Window
let board: string

beforeAll(async () => {
  browser = await launchBrowser()
  fulcrum = await startFulcrum()
  first = await openWindow(browser)
  second = await openWindow(browser)
  await useLink(first.page, fulcrum.ownerLink, maya)
  await useLink(second.page, await inviteByLink(first.page, fulcrum.url), ali)
  board = await makeBoard(first.page, fulcrum.url, 'Pumps')
  await addItems(first.page, 'Fix the pump', 'Paint the pump')
})

afterAll(async () => {
  await browser?.close()
  await fulcrum?.stop()
})

/** How far the letters of each face of the header reach below the one after it and its ring, px; negative is the room between. */
const coveredPx = `(() => {
  const faces = [...document.querySelectorAll('.board-people .fu-avatar')]
  const pen = document.createElement('canvas').getContext('2d')
  return faces.slice(0, -1).map((face, index) => {
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(face, '::before')
    pen.font = [fontStyle, fontWeight, fontSize, fontFamily].join(' ')
    const { left, width } = face.getBoundingClientRect()
    const letters = left + width / 2 + pen.measureText(face.dataset.initials).width / 2
    const ring = Number(/(\\d+)px$/.exec(getComputedStyle(faces[index + 1]).boxShadow)[1])
    return letters - (faces[index + 1].getBoundingClientRect().left - ring)
  })
})()`

test('the initials of who is here are whole', async () => {
  const { page } = first
  await second.page.goto(board)
  await page.getByText('2 here').waitFor()
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    const covered = await page.evaluate<number[]>(coveredPx)
    expect(covered).toHaveLength(1)
    expect(covered[0]).toBeLessThanOrEqual(0)
  }
})

test('nothing went wrong on the way', () => expectNoTroubles(first, second))
