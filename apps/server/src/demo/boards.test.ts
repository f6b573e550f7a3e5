import { expect, test } from 'vitest'
import { boards } from './boards.ts'
import { calendarAt, dayMs } from './calendar.ts'
import { team } from './data/team.ts'
import { dice } from './dice.ts'

const members = new Map(team.map(({ key }) => [key, `id of ${key}`]))
const monday = Date.UTC(2026, 10, 23)

/** Every quarter of a day over the two weeks that a sprint takes. */
const moments = Array.from({ length: 14 * 4 }, (_, index) => monday + index * (dayMs / 4))

test('whenever it is made, the running sprint is in the middle of its work', () => {
  for (const now of moments) {
    const world = { now, dice: dice(20_240), members }
    const [sprints] = boards.map((make) => make(world, calendarAt(now)))
    const running = sprints?.records.filter(
      ({ group, parentKey }) => group?.includes('running') && parentKey === undefined,
    )
    const statuses = new Set(running?.map(({ values }) => values['status']))
    const wanted = ['To do', 'In progress', 'In review', 'Done', 'Blocked']
    for (const status of wanted) expect([...statuses], new Date(now).toISOString()).toContain(status)
  }
})

test('nothing in it lies in the future, and nothing before the ten weeks that it tells of', () => {
  const wrong: unknown[] = []
  for (const now of moments) {
    const world = { now, dice: dice(20_240), members }
    for (const make of boards) {
      for (const { createdAt = 0, updatedAt = 0, history, comments, title } of make(world, calendarAt(now)).records) {
        const times = [createdAt, updatedAt, ...history.map(({ at }) => at), ...comments.map(({ at }) => at)]
        const isIn = times.every((at) => at <= now && at > now - 74 * dayMs)
        if (!isIn || history.some(({ at }) => at < createdAt)) wrong.push(title)
      }
    }
  }
  expect(wrong).toEqual([])
})

test('the labels of a board’s status can be told from each other by their colour, as parts of a chart are', () => {
  const world = { now: monday, dice: dice(20_240), members }
  const statuses = boards.flatMap((make) =>
    make(world, calendarAt(monday)).fields.filter(({ columnRole }) => columnRole === 'status'),
  )
  expect(statuses.length).toBeGreaterThan(3)
  for (const { title, settings } of statuses) {
    const { options } = settings as { readonly options: readonly { readonly colour: string }[] }
    const colours = options.map(({ colour }) => colour)
    expect([...new Set(colours)], title).toEqual(colours)
  }
})

test('mentions name people of the team', () => {
  const world = { now: monday, dice: dice(20_240), members }
  const texts = boards.flatMap((make) =>
    make(world, calendarAt(monday)).records.flatMap(({ comments }) => comments.map(({ text }) => text)),
  )
  expect(texts.filter((text) => text.includes('@[member:id of ')).length).toBeGreaterThan(10)
  expect(texts.filter((text) => /@[a-z]/.test(text))).toEqual([])
})
