import { expect, test } from 'vitest'
import { people, uuid, World } from '../testing/world.ts'

const needsOwner = 'An account needs an owner: make somebody else owner first.'

test('an account keeps an owner who can sign in', () => {
  const world = new World()
  expect(() => world.run('member.setRole', { id: people.owner, role: 'member' })).toThrow(needsOwner)
  expect(() => world.run('member.remove', { id: people.owner })).toThrow(needsOwner)
  world.account.load('member', uuid(90), { name: 'From a file', role: 'owner', placeholder: true })
  expect(() => world.run('member.remove', { id: people.owner })).toThrow(needsOwner)
  world.run('member.setRole', { id: people.admin, role: 'owner' })
  world.run('member.remove', { id: people.owner })
  expect(world.account.record('member', people.owner)).toHaveProperty('removedAt')
})

test('an admin gives no role of an owner and takes none', () => {
  const world = new World()
  expect(() => world.run('member.setRole', { id: people.member, role: 'owner' }, 'admin')).toThrow('no right')
  expect(() => world.run('member.setRole', { id: people.owner, role: 'member' }, 'admin')).toThrow('no right')
  expect(() => world.run('member.remove', { id: people.owner }, 'admin')).toThrow('no right')
  world.run('member.setRole', { id: people.member, role: 'admin' }, 'admin')
  expect(world.account.record('member', people.member)).toMatchObject({ role: 'admin' })
})

test('people change how they are shown themselves, and nobody else’s unless they manage members', () => {
  const world = new World()
  world.run('member.update', { id: people.viewer, name: 'New name', colour: 'pink' }, 'viewer')
  expect(world.account.record('member', people.viewer)).toMatchObject({ name: 'New name', colour: 'pink' })
  expect(() => world.run('member.update', { id: people.viewer, name: 'x' }, 'member')).toThrow('no right')
  world.run('member.update', { id: people.viewer, name: 'By admin' }, 'admin')
})

test('whoever was removed is not there any more', () => {
  const world = new World()
  world.run('member.remove', { id: people.other })
  expect(() => world.run('member.setRole', { id: people.other, role: 'viewer' })).toThrow('This member does not exist')
  expect(() => world.run('member.remove', { id: people.other })).toThrow('This member does not exist')
})

test('somebody who joins takes over the placeholder that stood for them', () => {
  const world = new World()
  const id = uuid(91)
  const source = { id, name: 'Ada', source: 'file:ada' }
  world.run('member.addPlaceholders', { people: [source] }, 'system')
  const join = () =>
    world.run('member.join', { id, user: uuid(92), name: 'Ada L', email: 'ada@example.org', role: 'member' }, 'system')
  join()
  expect(world.account.record('member', id)).toMatchObject({ name: 'Ada L', userId: uuid(92), sources: ['file:ada'] })
  expect(world.account.record('member', id)).not.toHaveProperty('placeholder')
  expect(join).toThrow('This person is a member already.')
})

test('a zone and a language are ones that can be reckoned with', () => {
  const world = new World()
  world.run('member.update', { id: people.member, timeZone: 'Europe/Berlin' }, 'member')
  world.run('account.update', { locale: 'de-CH', timeZone: 'Asia/Tokyo' })
  for (const timeZone of ['Mars/Olympus', '', '25:00']) {
    expect(() => world.run('member.update', { id: people.member, timeZone }, 'member')).toThrow(
      'Use a time zone such as',
    )
    expect(() => world.run('account.update', { timeZone })).toThrow('Use a time zone such as')
  }
  for (const locale of ['en_US', 'en-US-DE', 'a', '']) {
    expect(() => world.run('account.update', { locale })).toThrow('Use a language tag such as')
  }
})

test('people take back what they changed in how they are shown, all of it', () => {
  const world = new World()
  const shown = {
    name: 'Another',
    colour: 'pink',
    timeZone: 'Europe/Berlin',
    site: 'Berlin',
    workHours: { days: [1, 2], from: 540, to: 1020 },
    picture: 'a'.repeat(64),
  }
  const before = world.account.record('member', people.viewer)
  const changed = world.run('member.update', { id: people.viewer, ...shown }, 'viewer')
  world.takeBack('change.undo', changed, 'viewer')
  expect(world.account.record('member', people.viewer)).toEqual(before)
})
