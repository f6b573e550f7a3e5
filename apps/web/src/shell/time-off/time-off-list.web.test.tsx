import { createToasts } from '@fulcrum/ui'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AccountContext } from '../account-context.tsx'
import { WorldProvider } from '../world.tsx'
import { TimeOffList } from './time-off-list.tsx'

afterEach(cleanup)

const me = '0190a000-0000-7000-8000-000000000001'
const away = '0190a000-0000-7000-8000-000000000002'
/** A Monday. */
const today = 20_780
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The list of somebody who is away for two days, what it asked for, and what answers. */
function opened() {
  const asked: { readonly command: string; readonly args: object; readonly answer: (ok: boolean) => Promise<void> }[] =
    []
  const toasts = createToasts()
  const records = { timeOff: [{ id: away, from: today, to: today + 1 }] }
  const client = {
    accountId: me,
    memberId: me,
    newId: () => '0190a000-0000-7000-8000-000000000003',
    now: () => today * 86_400_000,
    open: (scope: string) => ({
      scope,
      phase: 'ready',
      state: { version: 1, record: () => records },
      subscribe: () => () => undefined,
      close: () => undefined,
    }),
    run: (command: string, args: object) => ({
      n: null,
      done: new Promise((resolve) => {
        asked.push({ command, args, answer: async (ok) => act(async () => resolve({ ok })) })
      }),
    }),
  }
  const account = {
    account: { members: [], locale: 'en', timeZone: 'UTC', weekStart: 1, day: today },
    me: { id: me },
  }
  render(
    <WorldProvider value={{ client, toasts } as never}>
      <AccountContext.Provider value={account as never}>
        <TimeOffList />
      </AccountContext.Provider>
    </WorldProvider>,
  )
  return { asked, toasts }
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const type = (label: string, day: number): void => {
  fireEvent.change(field(label), { target: { value: dayText(day) } })
}
const add = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Add time off' })

test('what was refused stands in the fields again, and what was taken leaves them', async () => {
  const { asked, toasts } = opened()
  type('First day', today + 7)
  type('Last day', today + 8)
  fireEvent.click(screen.getByLabelText('Half of each day'))
  fireEvent.click(add())
  await asked[0]?.answer(false)
  expect([field('First day').value, field('Last day').value]).toEqual([dayText(today + 7), dayText(today + 8)])
  expect(screen.getByLabelText<HTMLInputElement>('Half of each day').checked).toBe(true)
  expect(toasts.snapshot()).toEqual([])
  fireEvent.click(add())
  await asked[1]?.answer(true)
  expect([field('First day').value, field('Last day').value]).toEqual(['', ''])
})

test('what is typed after something was sent stays, however that was answered', async () => {
  const { asked } = opened()
  type('First day', today + 7)
  fireEvent.click(add())
  type('First day', today + 9)
  await asked[0]?.answer(false)
  expect(field('First day').value).toBe(dayText(today + 9))
})

test('more than a year, and days that end before they begin, are told of at the field before anything is sent', () => {
  const { asked } = opened()
  type('First day', today)
  type('Last day', today + 365)
  expect(add().disabled).toBe(false)
  for (const [last, said] of [
    [today + 366, /more than a year/],
    [today - 1, /must not come before/],
  ] as const) {
    type('Last day', last)
    const describedBy = field('Last day').getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(describedBy)?.textContent).toMatch(said)
    expect(add().disabled).toBe(true)
  }
  expect(asked).toEqual([])
})

test('what was said, and what was taken away, is taken back by the message that tells of it', async () => {
  const { asked, toasts } = opened()
  type('First day', today + 7)
  fireEvent.click(add())
  const said = { id: me, away: '0190a000-0000-7000-8000-000000000003', from: today + 7, to: today + 7 }
  expect(asked.map(({ command, args }) => [command, args])).toEqual([['member.addTimeOff', said]])
  await asked[0]?.answer(true)
  act(() => toasts.snapshot()[0]?.action?.onSelect())
  expect(asked[1]).toMatchObject({ command: 'member.removeTimeOff', args: { id: me, away: said.away } })

  fireEvent.click(screen.getByRole('button', { name: /^Take away: / }))
  expect(asked[2]).toMatchObject({ command: 'member.removeTimeOff', args: { id: me, away } })
  expect(toasts.snapshot()).toHaveLength(1)
  await asked[2]?.answer(true)
  const told = toasts.snapshot()[1]
  expect(told?.text).toMatch(/^Time off taken away: .*2026\.$/)
  act(() => told?.action?.onSelect())
  expect([asked[3]?.command, asked[3]?.args]).toEqual([
    'member.addTimeOff',
    { id: me, away, from: today, to: today + 1 },
  ])
})
