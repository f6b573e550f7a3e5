import { toMarkdown } from '@fulcrum/domain/doc-content'
import { createToasts } from '@fulcrum/ui'
import { expect, test } from 'vitest'
import { takeText } from './docs-to-come.ts'
import { makeMeetingNotes, meetingNotes } from './meeting-notes.ts'

const maya = { id: '01920000-0000-7000-8000-000000000001', name: 'Maya' }

test('notes of a meeting ask who is here, what it is about, what was decided and what follows', () => {
  expect(
    toMarkdown(meetingNotes([maya]))
      .split('\n')
      .filter(Boolean),
  ).toEqual([
    '## Who is here',
    '@Maya&#32;',
    '## Agenda',
    '-',
    '## Notes',
    '## Decisions',
    '-',
    '## Actions',
    '- [ ] <!-- -->',
  ])
})

test('they are named for their day and opened with their parts; without a connection nothing is begun', async () => {
  const opened: string[] = []
  const made: object[] = []
  const toasts = createToasts()
  const begin = (isOnline: boolean) =>
    makeMeetingNotes(
      {
        commands: { create: (doc) => (made.push(doc), Promise.resolve(maya.id)) },
        toasts,
        isOnline: () => isOnline,
        go: (path) => void opened.push(path),
      },
      { place: { workspace: 'w', folder: null }, day: '27 Nov 2026', people: [maya] },
    )
  await begin(false)
  expect([made, opened]).toEqual([[], []])
  await begin(true)
  expect(made).toEqual([{ workspace: 'w', folder: null, name: 'Meeting of 27 Nov 2026' }])
  expect(opened).toHaveLength(1)
  expect(takeText(maya.id)).toEqual(meetingNotes([maya]))
})
