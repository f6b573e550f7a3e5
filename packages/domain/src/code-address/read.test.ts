import { expect, test } from 'vitest'
import { readCodeAddress } from './read.ts'

test.each([
  ['https://code.example.org/octo/cat/pull/12', 'Pull request', 'octo/cat#12'],
  ['https://code.example.org/octo/cat/pull/12/files#diff-1', 'Pull request', 'octo/cat#12'],
  ['https://code.example.org/octo/cat/pulls/7', 'Pull request', 'octo/cat#7'],
  ['https://code.example.org/octo/cat/pull-requests/3/overview', 'Pull request', 'octo/cat#3'],
  ['https://git.example.org/group/sub/cat/-/merge_requests/45', 'Merge request', 'group/sub/cat!45'],
  ['http://git.example.org:8443/octo/my.repo/commit/0123456789abcdef', 'Commit', 'octo/my.repo@01234567'],
  ['https://git.example.org/group/cat/-/commit/0123456789abcdef', 'Commit', 'group/cat@01234567'],
])('%s is a %s, %s', (url, label, words) => {
  const read = readCodeAddress(url)
  expect(read?.kind.label).toBe(label)
  expect(read?.words).toBe(words)
})

test.each([
  'https://code.example.org/octo/cat',
  'https://code.example.org/octo/cat/issues/12',
  'https://code.example.org/octo/cat/pull/new',
  'https://code.example.org/octo/cat/commit/zzzzzzz',
  'https://code.example.org/pull/12',
  'javascript:alert(1)//octo/cat/pull/1',
  'not an address',
  `https://a.org/${'a/'.repeat(300)}pull/1`,
])('%s is none', (url) => {
  expect(readCodeAddress(url)).toBeNull()
})
