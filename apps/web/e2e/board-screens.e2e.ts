import { expect, test } from 'vitest'
import { expectNoTroubles } from './support/browser.ts'
import { faultsOf } from './support/look-at.ts'
import { boardScreens } from './support/screens.ts'
import { walkOnStage } from './support/walk-on-stage.ts'

// Screens of boards and items: nobody is kept out of one, and none is cut or wider than its window.

const walk = walkOnStage()

test.each(boardScreens)('$name', async (screen) => {
  const { stage, audience } = walk()
  expect(await faultsOf(screen, stage, audience)).toEqual([])
})

test('no page had troubles', () => {
  const { owner, stranger } = walk().audience
  expectNoTroubles(owner, stranger)
})
