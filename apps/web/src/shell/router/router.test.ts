import { expect, test } from 'vitest'
import { createRouter, type Route, type RouterWindow } from './router.ts'

const origin = 'http://fulcrum.example'

/** A window with a history, as far as a router sees one. */
function fakeWindow(path: string) {
  const entries = [`${origin}${path}`]
  const listeners: (() => void)[] = []
  const href = (): string => entries[entries.length - 1] ?? ''
  const window: RouterWindow = {
    location: {
      get href() {
        return href()
      },
      origin,
    },
    history: {
      pushState: (_state, _title, url) => void entries.push(new URL(String(url), href()).href),
      replaceState: (_state, _title, url) => void entries.splice(-1, 1, new URL(String(url), href()).href),
    },
    addEventListener: (_type, listener) => void listeners.push(listener),
  }
  return {
    window,
    paths: () => entries.map((entry) => entry.slice(origin.length)),
    back: () => {
      entries.pop()
      for (const listener of listeners) listener()
    },
  }
}

/** A page whose loading ends when the test says so. */
function slowly(pattern: string, page: string) {
  let arrive = (): void => undefined
  const route: Route<string> = {
    pattern,
    load: () => new Promise((resolve) => (arrive = () => resolve({ page }))),
  }
  return { route, arrive: () => arrive() }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const home: Route<string> = { pattern: '/', load: () => ({ page: 'home' }) }
const board: Route<string> = { pattern: '/b/$board', load: () => ({ page: 'board' }) }

test('the page of the address is shown with its parts; an address without a page is said to be one', () => {
  const { window } = fakeWindow('/b/7?find=x#top')
  const router = createRouter([home, board], window)
  expect(router.shown()).toEqual({
    place: { path: '/b/7', search: '?find=x', hash: 'top' },
    params: { board: '7' },
    page: 'board',
  })
  router.go('/nowhere')
  expect(router.shown()?.page).toBeNull()
})

test('what is said of the address while another page is being got ready is said of that one, and may be left unsaid', async () => {
  const { window, paths } = fakeWindow('/b/7')
  const item = slowly('/b/$board/i/$row', 'item')
  const router = createRouter([home, board, item.route], window)
  router.go('/b/7/i/1')
  router.go(({ path }) => `${path}?find=x`, { replace: true })
  item.arrive()
  await settled()
  expect(router.shown()).toMatchObject({ page: 'item', place: { path: '/b/7/i/1', search: '?find=x' } })
  router.go(() => null)
  expect(paths()).toEqual(['/b/7', '/b/7/i/1?find=x'])
})

test('below a path addresses within the app are said without it', async () => {
  const { window, paths } = fakeWindow('/fulcrum/b/7?find=x')
  const led: Route<string> = { pattern: '/old', load: () => ({ redirect: '/b/9' }) }
  const router = createRouter([home, board, led], window, '/fulcrum')
  expect(router.shown()).toMatchObject({ place: { path: '/b/7', search: '?find=x' }, page: 'board' })
  router.go('/b/8')
  router.go('/old')
  expect(paths()).toEqual(['/fulcrum/b/7?find=x', '/fulcrum/b/8', '/fulcrum/b/9'])
  expect(router.shown()).toMatchObject({ place: { path: '/b/9' }, params: { board: '9' } })
  expect(createRouter([home], fakeWindow('/fulcrum').window, '/fulcrum').shown()?.page).toBe('home')
  expect(createRouter([home, board], fakeWindow('/fulcrumble/b/7').window, '/fulcrum').shown()?.page).toBeNull()
})

test('the page stays until the next one is ready, and only the last wish counts', async () => {
  const slow = slowly('/slow', 'slow')
  const { window, paths } = fakeWindow('/')
  const router = createRouter([home, board, slow.route], window)
  router.go('/slow')
  expect(router.shown()?.page).toBe('home')
  router.go('/b/1')
  expect(router.shown()?.page).toBe('board')
  slow.arrive()
  await settled()
  expect(router.shown()?.page).toBe('board')
  expect(paths()).toEqual(['/', '/slow', '/b/1'])
})

test('a redirect takes the place of the address that led to it', () => {
  const settings: Route<string> = { pattern: '/settings', load: () => ({ redirect: '/b/2' }) }
  const { window, paths } = fakeWindow('/')
  const router = createRouter([home, board, settings], window)
  router.go('/settings')
  expect(router.shown()?.params).toEqual({ board: '2' })
  expect(paths()).toEqual(['/', '/b/2'])
})

test('redirects that lead nowhere end in an error', () => {
  const round: Route<string> = { pattern: '/round', load: () => ({ redirect: '/round' }) }
  const { window } = fakeWindow('/round')
  expect(createRouter([round], window).shown()?.error).toBeInstanceOf(Error)
})

test('going where one is makes no step in the history; replacing makes none either; back goes back', () => {
  const { window, paths, back } = fakeWindow('/')
  const router = createRouter([home, board], window)
  router.go('/b/1')
  router.go('/b/1')
  router.go('/b/1?find=a', { replace: true })
  expect(paths()).toEqual(['/', '/b/1?find=a'])
  back()
  expect(router.shown()?.page).toBe('home')
})

test('a page that cannot be got ready is tried again on request', async () => {
  let tries = 0
  const flaky: Route<string> = {
    pattern: '/',
    load: () => (++tries === 1 ? Promise.reject(new Error('offline')) : { page: 'here' }),
  }
  const { window } = fakeWindow('/')
  const router = createRouter([flaky], window)
  await settled()
  expect(router.shown()?.error).toEqual(new Error('offline'))
  router.retry()
  expect(router.shown()?.page).toBe('here')
})

test('other sites are never gone to', () => {
  const { window } = fakeWindow('/')
  const router = createRouter([home], window)
  expect(() => router.go('//evil.example/')).toThrow('not a page of ours')
})
