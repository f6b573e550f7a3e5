import { cleanup, render, screen } from '@testing-library/react'
import { DomainError } from '@fulcrum/domain/errors'
import { afterEach, expect, test, vi } from 'vitest'
import { Icon, loadIcons } from '@fulcrum/ui'
import { Failure } from './failure.tsx'
import { get } from './http.ts'
import { troubleOf } from './trouble.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const refused = 'The trash is not open to you. Ask an owner.'

function draw(error: unknown) {
  const retry = vi.fn()
  const { container } = render(<Failure trouble={troubleOf(error)} refused={refused} onRetry={retry} />)
  const state = container.querySelector('.fu-state')
  const drawing = state?.querySelector('svg')?.innerHTML
  return { retry, drawing, kind: state?.getAttribute('data-state'), role: state?.getAttribute('role') }
}

/** What a question over HTTP ends with. */
async function asked(answer: () => Promise<Response>): Promise<unknown> {
  vi.stubGlobal('fetch', answer)
  return get('/anything').catch((error: unknown) => error)
}

test('what is refused has a lock and says whom to ask, and nothing of what the server said, and is not tried again', async () => {
  const error = { code: 'forbidden', message: 'Nothing for you.' }
  await loadIcons()
  const { kind, role, drawing } = draw(await asked(async () => Response.json({ error }, { status: 403 })))
  expect([kind, role]).toEqual(['refused', 'status'])
  const lock = render(<Icon name="lock" />).container.querySelector('svg')?.innerHTML
  expect(lock).not.toBe('')
  expect(drawing).toBe(lock)
  expect(screen.getByText(refused)).toBeTruthy()
  expect(screen.queryByText(/Nothing for you/)).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})

test('what failed says so in the words of the server, and is tried again', async () => {
  const error = { code: 'too-many', message: 'Wait a minute.' }
  const { kind, retry } = draw(await asked(async () => Response.json({ error }, { status: 429 })))
  expect(kind).toBe('failed')
  expect(screen.getByText('Wait a minute.')).toBeTruthy()
  screen.getByRole('button', { name: 'Try again' }).click()
  expect(retry).toHaveBeenCalledOnce()
})

test('without a connection it says that the server cannot be reached', async () => {
  const unreached = await asked(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(troubleOf(unreached).kind).toBe('offline')
  expect(draw(unreached).role).toBe('alert')
  expect(screen.getByText(/The server cannot be reached/)).toBeTruthy()
  expect(troubleOf(new DomainError('unavailable', 'Try again in a moment.')).kind).toBe('failed')
})
