import { expect, test } from 'vitest'
import { withoutBase } from './base-path.ts'

test.each([
  ['/fulcrum/b/1?view=2', '/fulcrum', '/b/1?view=2'],
  ['/fulcrum', '/fulcrum', '/'],
  ['/fulcrum?x=1', '/fulcrum', '/?x=1'],
  ['/fulcrum/', '/fulcrum', '/'],
  ['/tools/fulcrum/sync', '/tools/fulcrum', '/sync'],
  // The proxy took it away.
  ['/b/1', '/fulcrum', '/b/1'],
  // Another path that only begins like it.
  ['/fulcrumble/b', '/fulcrum', '/fulcrumble/b'],
  ['/b/1', '', '/b/1'],
])('%s below "%s" is %s', (url, base, path) => {
  expect(withoutBase(url, base)).toBe(path)
})
