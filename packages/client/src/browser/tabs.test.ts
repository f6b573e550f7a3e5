import { expect, test } from 'vitest'
import { lockedTabs } from './tabs.ts'

function soon(check: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!check()) return
      clearInterval(timer)
      resolve()
    }, 2)
  })
}

test('one tab leads at a time, and the next one when it ends', async () => {
  const name = `test:${Math.random()}`
  const led: string[] = []
  const [one, two, three] = ['one', 'two', 'three'].map((id) => {
    const tabs = lockedTabs(name, id)
    return tabs.lead(() => led.push(id))
  })
  await soon(() => led.length === 1)
  two?.()
  expect(led).toEqual(['one'])
  one?.()
  await soon(() => led.length === 2)
  expect(led).toEqual(['one', 'three'])
  three?.()
})

test('tabs hear each other in order, and not themselves', async () => {
  const name = `test:${Math.random()}`
  const [one, two] = [lockedTabs(name, 'one'), lockedTabs(name, 'two')]
  const heard: unknown[] = []
  one.listen((message) => heard.push(['one', message]))
  two.listen((message) => heard.push(['two', message]))
  for (const number of [1, 2, 3]) one.post({ number })
  await soon(() => heard.length >= 3)
  expect(heard).toEqual([1, 2, 3].map((number) => ['two', { number }]))
  for (const tabs of [one, two]) tabs.lead(() => undefined)()
})
