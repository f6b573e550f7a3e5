import 'fake-indexeddb/auto'
import { DomainError } from '@fulcrum/domain/errors'
import type { HomeAnswer, HomeItem } from '@fulcrum/protocol'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AccountContext } from '../../shell/account-context.tsx'
import { TreeProvider } from '../../shell/tree-context.tsx'
import { WorldProvider } from '../../shell/world.tsx'
import { useHome } from './use-home.ts'

const maya = '0190a000-0000-7000-8000-000000000001'
const ali = '0190a000-0000-7000-8000-000000000002'
const status = { number: 1, title: 'Status', kind: 'status', settings: {}, mayEdit: true }
let accounts = 0
let accountId = ''

beforeEach(() => {
  accounts += 1
  accountId = `0190a000-0000-7000-9000-00000000000${accounts}`
})

afterEach(() => {
  cleanup()
  localStorage.clear()
})

function answerOf(...titles: readonly string[]): HomeAnswer {
  // @NOTE the hook reads no more of an item.
  const items = titles.map((title, row) => ({ id: title, board: `of ${title}`, row, title, status: null }) as never)
  const boards = titles.map((title) => ({ id: `of ${title}`, name: title, prefix: 'X', status, due: null }))
  return { today: 20_000, boards, items, changed: [] }
}

interface Setting {
  /** What the server says of home. Null where it is not reached. */
  readonly says: HomeAnswer | 'refused' | null
  readonly member?: string
  /** All of their work, or what home shows. */
  readonly all?: boolean
  /** The boards that the reader is told of; null where nobody told yet. */
  readonly boards?: readonly string[] | null
}

/** What is somebody's, on a page of its own. */
function open({ says, member = maya, boards = null, all = true }: Setting) {
  const told = {
    says,
    status: { link: { state: says === null ? 'waiting' : 'online' }, queued: 0 },
    asked: 0,
    answered: (): void => undefined,
  }
  const listeners = new Set<() => void>()
  const handle = { subscribe: () => () => undefined, close: () => undefined }
  const client = {
    accountId,
    memberId: member,
    open: () => handle,
    get status() {
      return told.status
    },
    onStatus: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    query: async (name: string) => {
      if (name !== 'home.mine') {
        if (boards === null) throw new Error('not reached')
        return { boards: boards.map((id) => ({ id, rank: 'a' })), workspaces: [], folders: [] }
      }
      told.asked += 1
      if (told.says === 'refused') throw new DomainError('forbidden', 'Not yours.')
      if (told.says === null) throw new Error('not reached')
      return told.says
    },
    run: () => ({ n: null, done: new Promise<void>((resolve) => (told.answered = resolve)) }),
  }
  const principal = { kind: 'member', memberId: member, role: 'member', teamIds: [] }
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <WorldProvider value={{ client } as never}>
      <AccountContext value={{ principal, account: { workspaces: [] } } as never}>
        <TreeProvider>{children}</TreeProvider>
      </AccountContext>
    </WorldProvider>
  )
  const { result, unmount } = renderHook(() => useHome({ all }), { wrapper })
  return {
    told,
    titles: () => result.current.answer?.items.map(({ title }) => title) ?? null,
    first: (): HomeItem | undefined => result.current.answer?.items[0],
    error: () => result.current.error,
    set: (item: HomeItem, value: number) => act(async () => result.current.set(item, status, value)),
    link: (state: string, queued: number) =>
      act(async () => {
        told.status = { link: { state }, queued }
        for (const listener of listeners) listener()
      }),
    close: async () => {
      // What was to be kept is stored before another page looks.
      await settle()
      unmount()
    },
  }
}

/** Lets the browser's storage do what it was asked for. */
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 50)))

test('what was told last stands on a page without a connection, for whom it was told, until there is another answer', async () => {
  const before = open({ says: answerOf('Pump', 'Valve') })
  await waitFor(() => expect(before.titles()).toEqual(['Pump', 'Valve']))
  await before.close()
  const other = open({ says: null, member: ali })
  await settle()
  expect(other.titles()).toBeNull()
  await other.close()
  const away = open({ says: null })
  await waitFor(() => expect(away.titles()).toEqual(['Pump', 'Valve']))
  expect([away.told.asked, away.error()]).toEqual([0, null])
  away.told.says = answerOf('Valve')
  await away.link('online', 0)
  await waitFor(() => expect(away.titles()).toEqual(['Valve']))
  await away.close()
  const later = open({ says: null })
  await waitFor(() => expect(later.titles()).toEqual(['Valve']))
})

test('what is refused is shown no more, and is not kept', async () => {
  const before = open({ says: answerOf('Pump') })
  await waitFor(() => expect(before.titles()).toEqual(['Pump']))
  await before.close()
  const refused = open({ says: 'refused' })
  await waitFor(() => expect(refused.error()).toMatchObject({ kind: 'refused' }))
  await settle()
  expect(refused.titles()).toBeNull()
  await refused.close()
  const away = open({ says: null })
  await settle()
  expect(away.titles()).toBeNull()
})

test('nothing that was kept is shown of boards that the reader is not told of any more', async () => {
  const before = open({ says: answerOf('Pump', 'Valve') })
  await waitFor(() => expect(before.titles()).toEqual(['Pump', 'Valve']))
  await before.close()
  const away = open({ says: null, boards: ['of Valve'] })
  await waitFor(() => expect(away.titles()).toEqual(['Valve']))
})

test('a cell that was set without a connection stands after a reload, and until the server has it', async () => {
  const home = open({ says: answerOf('Pump', 'Valve'), all: false })
  await waitFor(() => expect(home.titles()).toEqual(['Pump', 'Valve']))
  await home.close()
  const before = open({ says: answerOf('Pump') })
  await waitFor(() => expect(before.titles()).toEqual(['Pump']))
  await before.link('waiting', 0)
  const item = before.first()
  if (item !== undefined) await before.set(item, 3)
  expect(before.first()?.status).toBe(3)
  await before.close()
  const homeAway = open({ says: null, all: false })
  await waitFor(() => expect(homeAway.first()?.status).toBe(3))
  expect(homeAway.titles()).toEqual(['Pump', 'Valve'])
  await homeAway.close()
  const again = open({ says: null })
  await waitFor(() => expect(again.first()?.status).toBe(3))
  again.told.says = answerOf('Pump')
  await again.link('online', 1)
  await settle()
  expect([again.first()?.status, again.told.asked]).toEqual([3, 0])
  await again.link('online', 0)
  await waitFor(() => expect(again.first()?.status).toBeNull())
  expect(again.told.asked).toBe(1)
})
