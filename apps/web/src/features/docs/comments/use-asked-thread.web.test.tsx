import { cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { AddressProvider } from '../../../shell/router/router-context.tsx'
import { useAskedThread } from './use-asked-thread.ts'
import type { DocComments } from './use-doc-comments.ts'

afterEach(cleanup)

const threads = [{ id: 't1', comments: [{ id: 't1' }, { id: 'c2' }] }]
const words = new Map([['t1', { from: 3, to: 7 }]])

/** A doc at an address, and what was done about what is said of it, in order. */
function arrive(search: string) {
  const done: string[] = []
  const parts = {
    onShown: (shown: boolean) => done.push(shown ? 'panel' : 'no panel'),
    openThread: (thread: string) => done.push(`thread ${thread}`),
    marks: { show: (thread: string) => done.push(`words ${thread}`) },
  }
  let place = { path: '/d/1', search, hash: '' }
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <AddressProvider value={{ place } as never}>{children}</AddressProvider>
  )
  const { rerender } = renderHook(
    // @NOTE these are all that it asks for.
    (known: object) => useAskedThread({ ...parts, ...known } as unknown as DocComments),
    { wrapper, initialProps: { threads: null as unknown, places: new Map() } },
  )
  return {
    done,
    knows: (known: { readonly threads: unknown; readonly places: ReadonlyMap<string, unknown> }) =>
      rerender({ ...known, places: known.places as Map<string, unknown> }),
    goTo: (next: string) => {
      place = { path: '/d/1', search: next, hash: '' }
    },
  }
}

test('the thread of the comment in the address is opened when it is known, and its words shown when they are, each once', () => {
  const { done, knows, goTo } = arrive('?comment=c2')
  expect(done).toEqual(['panel'])
  knows({ threads, places: new Map() })
  knows({ threads, places: new Map([['t1', null]]) })
  expect(done.splice(0)).toEqual(['panel', 'thread t1'])
  for (const _ of [1, 2]) knows({ threads, places: words })
  expect(done.splice(0)).toEqual(['words t1'])
  // Whoever comes there again is shown it again.
  goTo('?comment=c2')
  knows({ threads, places: words })
  expect(done).toEqual(['panel', 'thread t1', 'words t1'])
})

test('an address that names no comment opens nothing, and one that names a comment that is gone the panel alone', () => {
  const without = arrive('')
  without.knows({ threads, places: words })
  expect(without.done).toEqual([])
  const gone = arrive('?comment=c9')
  gone.knows({ threads, places: words })
  expect(gone.done).toEqual(['panel'])
})
