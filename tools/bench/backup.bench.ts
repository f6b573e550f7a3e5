import { setTimeout as sleep } from 'node:timers/promises'
import type { BackupsAnswer } from '@fulcrum/protocol'
import { defineBench } from './bench.ts'
import type { BenchContext, BenchRow } from './bench.ts'
import { editsBeside } from './edit-turns.ts'
import { makeBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const rounds = 3
const itemsOfBoard = 100_000

/** What people notice of a backup of everything: edits of one board while ten others are written. */
export const backup = defineBench({
  name: 'backup',
  goal: 16,
  what: 'the edits of others beside a backup of 1,000,000 items',
  run: async (context: BenchContext): Promise<readonly BenchRow[]> => {
    const items = context.items ?? (context.smoke ? 20_000 : 1_000_000)
    const world = await makeBenchWorld(1_000)
    try {
      for (let left = items; left > 0; left -= itemsOfBoard) await world.addBoard(Math.min(left, itemsOfBoard))
      const times: number[] = []
      const rows = await editsBeside(world, 'backup', Math.min(context.rounds, rounds), async () => {
        times.push(await backUp(world, items))
      })
      context.log(`a backup of ${items} items took ${times.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')}`)
      return rows
    } finally {
      await world.stop()
    }
  },
})

/** Has a backup made and waits for it, ms. */
async function backUp({ browser }: BenchWorld, items: number): Promise<number> {
  const before = await browser.must<BackupsAnswer>('/backups/status')
  const from = performance.now()
  await browser.must('/backups/make')
  for (;;) {
    const { activity, problem, shelf } = await browser.must<BackupsAnswer>('/backups/status')
    const made = shelf.find(({ name }) => !before.shelf.some((each) => each.name === name))
    if (made && activity === null) {
      if (made.rows < items) throw new Error(`the backup has ${made.rows} rows of at least ${items}`)
      return performance.now() - from
    }
    if (problem !== null && activity === null) throw new Error(`there is no backup: ${problem}`)
    await sleep(50)
  }
}
