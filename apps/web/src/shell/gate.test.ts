import type { SessionAnswer } from '@fulcrum/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGate } from './gate.ts'

const session: SessionAnswer = {
  account: 'account',
  accountName: 'Tidewater',
  member: 'maya',
  name: 'Maya',
  email: 'maya@example.org',
  role: 'owner',
  sessionId: 'one',
}

/** What the server says to the question who is signed in. */
let answer: () => Response

beforeEach(() => {
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
  vi.stubGlobal('fetch', async () => answer())
})

afterEach(() => vi.unstubAllGlobals())

function signedIn(): Response {
  return new Response(JSON.stringify(session))
}

function signedOut(): Response {
  return new Response(JSON.stringify({ error: { code: 'signed-out', message: 'Sign in first.' } }), { status: 401 })
}

function unreachable(): Response {
  throw new TypeError('Failed to fetch')
}

function worlds() {
  const stopped: string[] = []
  const made: string[] = []
  const forgotten: string[] = []
  const gate = createGate(async ({ sessionId }) => {
    made.push(sessionId)
    // @NOTE the gate only keeps a world, stops its client and has it forget.
    return {
      client: { stop: () => stopped.push(sessionId) },
      forget: async () => forgotten.push(sessionId),
    } as never
  })
  return { gate, made, stopped, forgotten }
}

test('who is signed in is asked once, and known from then on', async () => {
  let asked = 0
  answer = () => (asked++, signedIn())
  const { gate } = worlds()
  expect(gate.known()).toBeNull()
  expect(await gate.session()).toEqual(session)
  await gate.session()
  expect([asked, gate.known()]).toEqual([1, session])
})

test('without a connection, who was signed in last may go on', async () => {
  answer = signedIn
  await worlds().gate.session()
  answer = unreachable
  expect(await worlds().gate.session()).toEqual(session)
})

test('nobody goes on whom the server signed out, nor whoever signed out here', async () => {
  answer = signedIn
  await worlds().gate.session()
  answer = signedOut
  expect(await worlds().gate.session()).toBeNull()
  answer = unreachable
  await expect(worlds().gate.session()).rejects.toThrow('cannot be reached')
})

test('a question without an answer is asked again', async () => {
  const { gate } = worlds()
  answer = unreachable
  await expect(gate.session()).rejects.toThrow()
  answer = signedIn
  expect(await gate.session()).toEqual(session)
})

test('a session has one world; leaving and another session end it', async () => {
  const { gate, made, stopped } = worlds()
  await gate.world(session)
  await gate.world(session)
  expect(made).toEqual(['one'])
  await gate.world({ ...session, sessionId: 'two' })
  expect([made, stopped]).toEqual([['one', 'two'], ['one']])
  gate.leave()
  await Promise.resolve()
  expect(stopped).toEqual(['one', 'two'])
})

test('signing out forgets what this browser keeps, also where the socket tells of it before the answer comes', async () => {
  const { gate, forgotten } = worlds()
  await gate.world(session)
  answer = () => {
    gate.leave()
    return new Response('')
  }
  await gate.signOut()
  expect([forgotten, gate.known()]).toEqual([['one'], null])
})
