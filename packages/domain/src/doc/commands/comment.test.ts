import { expect, test } from 'vitest'
import { maxDocComments } from './comment.ts'
import { docThreads } from '../comments/threads.ts'
import { ids, people, uuid, World } from '../../testing/world.ts'
import type { PersonName } from '../../testing/world.ts'
import { scopeOf } from '../../scope.ts'

const anchor = {
  from: { item: { client: 7, clock: 3 }, assoc: 0 },
  to: { item: { client: 7, clock: 9 }, assoc: -1 },
  before: 'All of ',
  after: '.',
}

function talk() {
  const world = new World()
  const doc = world.newId()
  world.run('doc.create', { doc, workspace: ids.workspace, name: 'Plan', access: 'shareable' })
  world.run('doc.setMember', { doc, id: people.member, subject: 'member', role: 'editor' })
  world.run('doc.setMember', { doc, id: people.guest, subject: 'member', role: 'commenter' })
  world.run('doc.setMember', { doc, id: people.viewer, subject: 'member', role: 'viewer' })
  const post = (body: string, as: PersonName = 'guest', more: object = { anchor, quote: ' the cache ' }) => {
    const id = world.newId()
    world.run('doc.comment', { doc, id, body, ...more }, as)
    return id
  }
  const threads = () => docThreads(world.state(scopeOf('doc', doc)).records('docComment'))
  return { world, doc, post, threads }
}

test('a comment keeps the words on which it stands; replies hang on it, in the order in which they came', () => {
  const { post, threads } = talk()
  const first = post(' Is that so? ')
  const other = post('And this?', 'member')
  post('It is.', 'owner', { parent: first })
  post('Thank you.', 'guest', { parent: first })
  expect(threads().map(({ id }) => id)).toEqual([first, other])
  expect(threads()[0]).toMatchObject({ anchor, quote: 'the cache', resolved: false })
  expect(threads()[0]?.comments.map(({ author, body }) => [author, body])).toEqual([
    [people.guest, 'Is that so?'],
    [people.owner, 'It is.'],
    [people.guest, 'Thank you.'],
  ])
})

test('whoever may comment does so and writes nothing in the doc; whoever only reads says nothing', () => {
  const { world, doc, post } = talk()
  const id = post('Is that so?')
  expect(() => world.run('doc.update', { doc, name: 'Mine' }, 'guest')).toThrow('no right')
  expect(() => post('x', 'viewer')).toThrow('no right')
  expect(() => post('x', 'other')).toThrow('no right')
  expect(() => world.run('doc.resolveThread', { doc, id, resolved: true }, 'viewer')).toThrow('no right')
})

test('a comment is changed by who wrote it and taken away by the doc’s owners too; what answers it stays', () => {
  const { world, doc, post, threads } = talk()
  const id = post('One')
  const reply = post('Two', 'member', { parent: id })
  world.run('doc.editComment', { doc, id, body: 'Three' }, 'guest')
  expect(threads()[0]?.comments[0]).toMatchObject({ body: 'Three', edited: true })
  for (const as of ['member', 'owner'] as const) {
    expect(() => world.run('doc.editComment', { doc, id, body: 'x' }, as)).toThrow('no right')
  }
  expect(() => world.run('doc.deleteComment', { doc, id }, 'member')).toThrow('no right')
  world.run('doc.deleteComment', { doc, id }, 'owner')
  expect(() => world.run('doc.deleteComment', { doc, id }, 'owner')).toThrow('was taken away')
  expect(() => world.run('doc.editComment', { doc, id, body: 'x' }, 'guest')).toThrow('was taken away')
  expect(threads()[0]?.comments.map(({ deleted }) => deleted)).toEqual([true, false])
  world.run('doc.deleteComment', { doc, id: reply }, 'member')
  expect(threads()).toEqual([])
  expect(() => world.run('doc.resolveThread', { doc, id, resolved: true }, 'member')).toThrow('was taken away')
  expect(() => post('x', 'member', { parent: id })).toThrow('was taken away')
  world.run('doc.restoreComment', { doc, id }, 'guest')
  expect(threads()[0]?.comments[0]).toMatchObject({ body: 'Three', deleted: false })
})

test('a thread is settled once, opened once, and a reply opens it again; undo takes each back', () => {
  const { world, doc, post, threads } = talk()
  const id = post('One')
  world.run('doc.resolveThread', { doc, id, resolved: true }, 'member')
  expect(threads()[0]).toMatchObject({ resolved: true, resolvedBy: people.member })
  expect(() => world.run('doc.resolveThread', { doc, id, resolved: true }, 'guest')).toThrow('resolved already')
  const reply = post('Not yet', 'guest', { parent: id })
  expect(threads()[0]).toMatchObject({ resolved: false, resolvedBy: null })
  expect(() => world.run('doc.resolveThread', { doc, id, resolved: false }, 'guest')).toThrow('open already')
  expect(() => world.run('doc.resolveThread', { doc, id: reply, resolved: true }, 'guest')).toThrow('This is a reply')
  const replied = world.log.at(-1)
  const back = { change: replied?.id, at: [{ scope: scopeOf('doc', doc), version: replied?.version }] }
  expect(() => world.run('change.undo', back, 'member')).toThrow('no right')
  world.run('change.undo', back, 'guest')
  expect(threads()[0]).toMatchObject({ resolved: true, comments: [{ id }] })
})

test('refuses what is no comment: empty, too long, without words, on a thread of another doc, on places that no text has', () => {
  const { world, doc, post } = talk()
  const id = post('One')
  const refused = (said: string, more: object, body = 'x') => expect(() => post(body, 'guest', more)).toThrow(said)
  refused('Write something first.', { parent: id }, '  ')
  refused('At most 10,000 characters.', { parent: id }, 'x'.repeat(10_001))
  refused('Select words first.', { anchor, quote: ' ' })
  refused('At most 1000 characters are quoted.', { anchor, quote: 'x'.repeat(1_001) })
  refused('Give either', {})
  refused('Give either', { anchor })
  refused('Give either', { anchor, quote: 'x', parent: id })
  refused('This thread does not exist', { parent: uuid(999) })
  for (const from of [
    'here',
    {},
    { tname: 'other' },
    { item: { client: -1, clock: 0 } },
    { item: { client: 1, clock: 0.5 } },
    { assoc: 7 },
    { type: { client: 1, clock: 2, more: 3 } },
  ]) {
    refused('no place in the text', { anchor: { ...anchor, from }, quote: 'x' })
  }
  refused('At most 40 characters.', { anchor: { ...anchor, before: 'x'.repeat(41) }, quote: 'x' })
  for (const sign of ['\ud800', '\0']) {
    refused('cannot be stored', { parent: id }, `a${sign}b`)
    refused('cannot be stored', { anchor, quote: `a${sign}b` })
    refused('cannot be stored', { anchor: { ...anchor, before: sign }, quote: 'x' })
    refused('cannot be stored', { anchor: { ...anchor, after: sign }, quote: 'x' })
  }
  const other = world.newId()
  world.run('doc.create', { doc: other, workspace: ids.workspace, name: 'Other' })
  const there = { doc: other, id: world.newId(), body: 'x' }
  expect(() => world.run('doc.comment', { ...there, parent: id }, 'owner')).toThrow('This thread does not exist')
  expect(() => world.run('doc.resolveThread', { doc: other, id, resolved: true }, 'owner')).toThrow('does not exist')
  expect(() => world.run('doc.comment', { doc, id, body: 'x', parent: id }, 'guest')).toThrow('exists already')
  world.run('doc.delete', { doc })
  expect(() => post('x')).toThrow('in the trash')
})

test('a full doc takes more once something is taken away', () => {
  const { world, doc, post } = talk()
  const id = post('One')
  const state = world.state(scopeOf('doc', doc))
  const { changes } = world.run('doc.comment', { doc, id: world.newId(), body: 'x', parent: id }, 'guest')
  for (const change of changes) {
    const patches = Array.from({ length: maxDocComments - 2 }, () =>
      change.patches.map((patch) => ({ ...patch, id: world.newId() })),
    )
    state.apply({ ...change, version: state.version + 1, patches: patches.flat() })
  }
  expect(() => post('More')).toThrow('at most 5000')
  world.run('doc.deleteComment', { doc, id }, 'guest')
  post('More')
  expect(() => post('More')).toThrow('at most 5000')
})

test('what was said of a doc goes for good with it, and a comment that was taken away by itself after 30 days', () => {
  const { world, doc, post, threads } = talk()
  const [gone, kept] = [post('One'), post('Two', 'member')]
  world.run('doc.deleteComment', { doc, id: gone }, 'guest')
  const purge = () =>
    world.run(
      'trash.purge',
      {
        scope: scopeOf('doc', doc),
        records: [gone, kept].map((id) => ({ table: 'docComment', id })),
        before: world.now,
      },
      'system',
    )
  purge()
  const record = (id: string) => world.state(scopeOf('doc', doc)).record('docComment', id)
  expect(record(gone)?.['body'] ?? record(gone)?.['quote'] ?? record(gone)?.['anchor']).toBeUndefined()
  expect(threads().map(({ id }) => id)).toEqual([kept])
  expect(() => world.run('doc.restoreComment', { doc, id: gone }, 'guest')).toThrow('gone for good')
  world.run('doc.delete', { doc })
  purge()
  expect(record(kept)?.['body'] ?? record(kept)?.['quote']).toBeUndefined()
  expect(threads()).toEqual([])
})
