import { afterEach, expect, test, vi } from 'vitest'
import { downloadText } from './download-text.ts'

afterEach(() => vi.restoreAllMocks())

test('a text goes to the browser as a file of that name', async () => {
  const given: Blob[] = []
  const names: string[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    given.push(blob as Blob)
    return 'blob:it'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    names.push(`${this.download} ${this.href}`)
  })
  downloadText('Plan.md', '# Plan\n\nÜber')
  expect(names).toEqual(['Plan.md blob:it'])
  expect(await given[0]?.text()).toBe('# Plan\n\nÜber')
})
