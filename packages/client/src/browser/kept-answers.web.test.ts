import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { newId } from '../testing/fake-server.ts'
import { dropCaches } from './indexed-db-storage.ts'
import { keptAnswers } from './kept-answers.ts'

const accountId = newId()

test('an answer is there for the member who was given it, and for nobody else', async () => {
  const [memberId, otherId] = [newId(), newId()]
  await keptAnswers({ accountId, memberId }).keep('mine', { items: [1] })
  await keptAnswers({ accountId, memberId }).keep('mine', { items: [1, 2] })
  const loaded = [
    { accountId, memberId },
    { accountId, memberId: otherId },
    { accountId: newId(), memberId },
  ].map((who) => keptAnswers(who).load('mine'))
  expect(await Promise.all(loaded)).toEqual([{ items: [1, 2] }, undefined, undefined])
  expect(await keptAnswers({ accountId, memberId }).load('theirs')).toBeUndefined()
})

test('an answer is gone once it is dropped, or with the caches', async () => {
  const kept = keptAnswers({ accountId, memberId: newId() })
  await kept.keep('mine', 1)
  await kept.keep('late', 2)
  await kept.drop('mine')
  expect(await Promise.all([kept.load('mine'), kept.load('late')])).toEqual([undefined, 2])
  await dropCaches()
  expect(await kept.load('late')).toBeUndefined()
})
