import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNamed } from './named-items.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('an item that is named while a question is on its way is asked for at once, not with the next look', async () => {
  const asked: (readonly string[])[] = []
  let answer: () => void = () => undefined
  const items = createNamed(async (ids) => {
    asked.push(ids)
    await new Promise<void>((resolve) => (answer = resolve))
    return []
  })
  const end = items.begin()
  items.watch('old', () => undefined)
  await vi.advanceTimersByTimeAsync(60)
  items.watch('new', () => undefined)
  await vi.advanceTimersByTimeAsync(30)
  answer()
  await vi.advanceTimersByTimeAsync(60)
  expect(asked).toEqual([['old'], ['old', 'new']])
  answer()
  await vi.advanceTimersByTimeAsync(4_900)
  expect(asked.length).toBe(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(asked.length).toBe(3)
  end()
})

/** What of the page is in sight, as a browser tells it. */
class Sight {
  static readonly all: Sight[] = []
  readonly observe = vi.fn()
  readonly unobserve = vi.fn()
  private readonly tell: IntersectionObserverCallback
  constructor(tell: IntersectionObserverCallback) {
    this.tell = tell
    Sight.all.push(this)
  }
  static comes(target: Element, isIntersecting: boolean): void {
    // @NOTE nothing else of it is read.
    for (const each of Sight.all) each.tell([{ target, isIntersecting }] as never, each as never)
  }
}

interface Item {
  readonly id: string
  readonly status: string
}

function began() {
  vi.stubGlobal('IntersectionObserver', Sight)
  const asked: (readonly string[])[] = []
  let status = 'To do'
  const items = createNamed<Item>(async (ids) => {
    asked.push(ids)
    return ids.map((id) => ({ id, status }))
  })
  const end = items.begin()
  const drawn = (id: string): Element => {
    const element = document.createElement('a')
    items.watch(id, () => undefined)
    items.drawnAt(id, element)
    return element
  }
  return { asked, items, end, drawn, set: (next: string) => (status = next) }
}

/** The questions of so many seconds. */
async function questionsIn(asked: readonly unknown[], seconds: number): Promise<number> {
  const before = asked.length
  await vi.advanceTimersByTimeAsync(seconds * 1_000)
  return asked.length - before
}

test('where nothing changes three questions a minute are asked, and more only once something does', async () => {
  const { asked, end, drawn, set, items } = began()
  Sight.comes(drawn('a'), true)
  await questionsIn(asked, 60)
  expect(await questionsIn(asked, 60)).toBe(3)
  set('Done')
  await questionsIn(asked, 20)
  expect(items.get('a')?.status).toBe('Done')
  expect(await questionsIn(asked, 10)).toBeGreaterThan(0)
  window.dispatchEvent(new Event('focus'))
  expect(await questionsIn(asked, 1)).toBe(1)
  end()
  expect(await questionsIn(asked, 60)).toBe(0)
})

test('what is out of sight is asked for once, and again when it comes into sight', async () => {
  const { asked, end, drawn } = began()
  const [near, far] = [drawn('near'), drawn('far')]
  Sight.comes(near, true)
  Sight.comes(far, false)
  await questionsIn(asked, 60)
  expect(asked[0]).toEqual(['near', 'far'])
  expect(asked.slice(1).flat()).not.toContain('far')
  Sight.comes(far, true)
  expect(await questionsIn(asked, 1)).toBe(1)
  expect(asked.at(-1)).toEqual(['near', 'far'])
  Sight.comes(near, false)
  Sight.comes(far, false)
  expect(await questionsIn(asked, 120)).toBe(0)
  end()
})
