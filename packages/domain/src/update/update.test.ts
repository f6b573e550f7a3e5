import { expect, test } from 'vitest'
import { people, uuid, World } from '../testing/world.ts'
import { scopeOf } from '../scope.ts'
import { reactionsOf } from './reactions.ts'

function talk() {
  const world = new World()
  const item = world.newId()
  world.run('item.create', { id: item, title: 'a', group: world.group('Now') })
  const thread = world.state(scopeOf('item', item))
  const post = (body: string, as: 'owner' | 'member' | 'viewer' | 'guest' = 'member', more: object = {}) => {
    const id = world.newId()
    world.run('update.post', { item, id, body, ...more }, as)
    return id
  }
  return { world, item, thread, post }
}

test('a message says who wrote it and when; a reply hangs on it', () => {
  const { world, thread, post } = talk()
  const at = world.now
  const first = post(' Reproduced. ')
  const reply = post('Thank you.', 'owner', { parent: first })
  expect(thread.record('update', first)).toMatchObject({ body: 'Reproduced.', authorId: people.member, at })
  expect(thread.record('update', reply)).toMatchObject({ parentId: first, authorId: people.owner })
})

test('a message is changed by its author and taken away by the board’s owner too', () => {
  const { world, item, thread, post } = talk()
  const id = post('One')
  world.run('update.edit', { item, id, body: 'Two' }, 'member')
  expect(thread.record('update', id)).toMatchObject({ body: 'Two', editedAt: expect.any(Number) })
  expect(() => world.run('update.edit', { item, id, body: 'x' }, 'other')).toThrow('no right')
  world.run('update.delete', { item, id }, 'owner')
  expect(() => world.run('update.edit', { item, id, body: 'x' }, 'member')).toThrow('This message was deleted.')
})

test('refuses an empty message, a reply to nothing, and those who only look', () => {
  const { world, item, post } = talk()
  expect(() => post('  ')).toThrow('Write something first.')
  expect(() => post('x', 'member', { parent: uuid(999) })).toThrow('This update does not exist')
  expect(() => post('x', 'viewer')).toThrow('no right')
  const stranger = { item: world.newId(), id: world.newId(), body: 'x' }
  expect(() => world.run('update.post', stranger, 'member')).toThrow('no right')
  expect(() => world.run('update.edit', { item, id: world.newId(), body: 'x' }, 'member')).toThrow('no right')
})

const rich = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })

test('a message can be rich text, which says the same as plain text; going back to plain text leaves none of it', () => {
  const { world, item, thread } = talk()
  const id = world.newId()
  world.run('update.post', { item, id, content: rich('Hello') }, 'member')
  expect(thread.record('update', id)).toMatchObject({ body: 'Hello', content: rich('Hello') })
  world.run('update.edit', { item, id, body: 'Plain' }, 'member')
  expect(thread.record('update', id)).toMatchObject({ body: 'Plain' })
  expect(thread.record('update', id)?.['content']).toBeUndefined()
  const both = { item, id: world.newId(), body: 'x', content: rich('x') }
  expect(() => world.run('update.post', both, 'member')).toThrow('and not both')
  expect(() => world.run('update.post', { item, id: world.newId() }, 'member')).toThrow('and not both')
  const script = { type: 'doc', content: [{ type: 'script', content: [{ type: 'text', text: 'alert(1)' }] }] }
  expect(() => world.run('update.edit', { item, id, content: script }, 'member')).toThrow(
    'no piece of the type "script"',
  )
})

test('people react once with each sign, take their own back, and those who only look do not', () => {
  const { world, item, thread, post } = talk()
  const update = post('Shipped')
  const react = (as: 'owner' | 'member' | 'viewer', sign = '🎉') =>
    world.run('update.react', { item, update, sign, id: world.newId() }, as)
  react('member')
  react('member')
  react('owner')
  react('owner', '👍')
  const shown = () =>
    reactionsOf(thread.records('reaction'))
      .get(update)
      ?.map(({ sign, members }) => [sign, members])
  expect(shown()).toEqual([
    ['👍', [people.owner]],
    ['🎉', [people.member, people.owner]],
  ])
  world.run('update.unreact', { item, update, sign: '🎉' }, 'member')
  expect(shown()?.[1]).toEqual(['🎉', [people.owner]])
  expect(() => react('viewer')).toThrow('no right')
  expect(() => react('member', '<img src=x>')).toThrow()
  world.run('update.delete', { item, id: update }, 'member')
  expect(() => react('owner', '🚀')).toThrow('was deleted')
  expect(() => world.run('update.restore', { item, id: update }, 'other')).toThrow('no right')
  world.run('update.restore', { item, id: update }, 'member')
  react('owner', '🚀')
})
