import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryStorage } from './memory-storage.ts'
import { FakeTabs } from './testing/fake-tabs.ts'
import { newId } from './testing/fake-server.ts'
import { mortalPage } from './testing/mortal-page.ts'
import { Stage } from './testing/pages.ts'
import type { Page } from './testing/pages.ts'

interface Death {
  /** Which tab ends, in the order in which they were opened: the first leads. */
  readonly tab: number
  /** Before which of all meetings with the outside, counted from when there is something to do. */
  readonly step: number
  /** Whether the same tab is there again at once, as after a reload. */
  readonly reloads: boolean
}

const tabCount = 3
/** What each tab makes, a few turns of the machine apart, so that there is always something half done. */
const turns = [[1], [2], [0, 1], [2, 1]]

/**
 * Three tabs of one profile make items while some of them are killed. What was stored before is there exactly once, under
 * numbers without a gap, without anything being done by hand; gives the steps that there were.
 */
async function handOver(deaths: readonly Death[]): Promise<number> {
  const stage = new Stage()
  const tabs = new FakeTabs()
  const storage = memoryStorage(newId())
  const stored: string[] = []
  const counting = {
    ...storage,
    append: (...[command]: Parameters<typeof storage.append>) => {
      stored.push(String((command.args as { title?: unknown }).title))
      return storage.append(command)
    },
  }
  const living = new Map<number, Page>()
  let steps = 0
  let started = false
  const waiting = [...deaths]

  function open(tab: number): void {
    const outside = { storage: counting, tabs: tabs.tab(), transport: stage.server.transport(stage.member) }
    let alive = true
    const page = mortalPage({ ...outside, timers: stage.timers }, () => {
      if (!started) return
      steps += 1
      const at = waiting.findIndex((death) => death.tab === tab && death.step <= steps)
      const [death] = at < 0 ? [] : waiting.splice(at, 1)
      if (!death) return
      alive = false
      living.delete(tab)
      page.kill()
      if (death.reloads) queueMicrotask(() => open(tab))
    })
    const opened = stage.page(page)
    // It may have ended while it was being opened.
    if (alive) living.set(tab, opened)
  }

  for (let tab = 0; tab < tabCount; tab++) {
    open(tab)
    await stage.server.deliver()
  }
  started = true
  let made = 0
  for (const turn of turns) {
    for (const tab of turn) {
      void living.get(tab)?.run('item.create', { id: newId(), title: `made ${(made += 1)}`, group: 1 })
    }
    for (let pause = 0; pause < 2; pause++) await new Promise((resolve) => setImmediate(resolve))
  }
  await stage.server.deliver()
  started = false
  // Where nobody lived to see it, the next visit does.
  if (living.size === 0) open(0)
  await stage.server.deliver()
  stage.timers.pass(2_000)
  await stage.server.deliver()

  const board = stage.server.board(stage.scope)
  const titles = Array.from({ length: board.rowCount }, (_, row) => String(board.system(row, 'title')))
  expect(titles.filter((title) => title.startsWith('made')).sort()).toEqual(stored.toSorted())
  const numbers = [...stage.server.answers.keys()].map((key) => Number(key.split('|')[1]))
  expect(numbers.sort((left, right) => left - right)).toEqual(stored.map((_, index) => index + 1))
  expect((await storage.loadQueue()).commands).toEqual([])
  for (const page of living.values()) {
    expect([page.client.status.queued, page.state.rowCount]).toEqual([0, board.rowCount])
  }
  expect([stage.errors, stage.refusals]).toEqual([[], []])
  return steps
}

const roles = [
  ['the leader', 0],
  ['a follower', 1],
] as const

test.each(roles)('whenever %s is killed, what was stored is done once by those who are left', async (_, tab) => {
  const total = await handOver([])
  expect(total).toBeGreaterThan(60)
  for (let step = 1; step <= total; step++) {
    await handOver([{ tab, step, reloads: false }]).catch((cause: unknown) => {
      throw new Error(`Killed before step ${step} of ${total}`, { cause })
    })
  }
})

test('tabs that are killed and reloaded in any order lose and double nothing', async () => {
  const death = fc.record({ tab: fc.nat(tabCount - 1), step: fc.integer({ min: 1, max: 160 }), reloads: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 4 }), async (deaths) => void (await handOver(deaths))),
    { numRuns: 60 },
  )
})
