import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { keptInboxPrefix } from './kept.ts'
import { WorldProvider } from './world.tsx'
import { useInbox } from './use-inbox.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const me = '0190a000-0000-7000-8000-000000000001'

interface Question {
  readonly answer: (subjects: readonly unknown[]) => Promise<void>
  readonly fail: () => Promise<void>
}

/** An inbox with one entry, of which nothing is known, and what it asks. */
function opened() {
  const asked: Question[] = []
  const state = {
    version: 1,
    records: () => [['n1', { at: 5, unread: 1 }]],
    record: () => undefined,
  }
  const handleOf = (scope: string) => ({
    scope,
    phase: 'ready',
    state,
    subscribe: () => () => undefined,
    close: () => undefined,
  })
  const client = {
    memberId: me,
    open: handleOf,
    query: () =>
      new Promise((resolve, reject) => {
        asked.push({
          answer: async (subjects) => act(async () => resolve({ subjects })),
          fail: async () => act(async () => reject(new Error('no way'))),
        })
      }),
  }
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <WorldProvider value={{ client } as never}>{children}</WorldProvider>
  )
  const { result } = renderHook(useInbox, { wrapper })
  return { asked, inbox: () => result.current }
}

test('another try keeps what failed until it is answered, and nobody is told meanwhile that nothing waits', async () => {
  localStorage.setItem(`${keptInboxPrefix}${me}`, '[]')
  const { asked, inbox } = opened()
  expect(inbox()).toMatchObject({ entries: null, error: null })
  await asked[0]?.fail()
  expect(inbox().error).not.toBeNull()
  act(() => inbox().retry())
  expect(asked).toHaveLength(2)
  expect(inbox()).toMatchObject({ entries: null, error: { kind: 'failed', text: expect.any(String) } })
  await asked[1]?.answer([{ id: 'n1', about: { kind: 'board', id: 'n1', name: 'Pumps' }, says: null }])
  expect(inbox()).toMatchObject({ entries: [{ id: 'n1' }], error: null })
})

test('what another version of the pages kept is asked for anew', async () => {
  localStorage.setItem(`${keptInboxPrefix}${me}`, '[{"id":"n1","board":"b1","boardName":"Pumps"}]')
  const { asked, inbox } = opened()
  expect(inbox()).toMatchObject({ entries: null, error: null })
  await asked[0]?.answer([{ id: 'n1', about: { kind: 'board', id: 'n1', name: 'Pumps' }, says: null }])
  expect(inbox()).toMatchObject({ entries: [{ id: 'n1', subject: { about: { name: 'Pumps' } } }] })
})
