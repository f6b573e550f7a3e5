import { DomainError } from '@fulcrum/domain'
import { createToasts } from '@fulcrum/ui'
import { expect, test } from 'vitest'
import { follow } from './follow.ts'

const pause = async (): Promise<void> => undefined
const tell = (status: string) => (status === 'running' ? null : { text: status })

/** Gives the answers one after the other; an error is thrown. */
function asker(...answers: readonly (string | Error)[]) {
  const left = [...answers]
  return async () => {
    const next = left.shift()
    if (next === undefined || next instanceof Error) throw next ?? new Error('Asked once too often.')
    return next
  }
}

function saidOf(toasts: ReturnType<typeof createToasts>) {
  return toasts.snapshot().map(({ text }) => text)
}

test('what runs on is followed to its end, over a connection that was away', async () => {
  const toasts = createToasts()
  const ask = asker('running', new DomainError('unavailable', 'Away.'), 'running', 'The board is ready.')
  const done = follow({ ask, tell, toasts, pause })
  expect(saidOf(toasts)).toEqual(['The import goes on in the background.'])
  await done
  expect(saidOf(toasts)).toEqual(['The board is ready.'])
})

test('a refusal ends it with nothing said', async () => {
  const toasts = createToasts()
  await follow({ ask: asker('running', new DomainError('signed-out', 'Sign in first.')), tell, toasts, pause })
  expect(saidOf(toasts)).toEqual(['The import goes on in the background.'])
})
