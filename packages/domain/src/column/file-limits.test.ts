import { expect, test } from 'vitest'
import { limitsText, pickedFiles, wrongFile } from './file-limits.ts'

const file = (name: string, type: string, sizeBytes = 100) => ({ name, type, sizeBytes })

test.each([
  ['pictures', 'shot.png', 'image/png', true],
  ['pictures', 'shot.png', 'image/svg+xml', false],
  ['pictures', 'shot.png', 'text/html', false],
  ['pdf', 'shot.png', 'application/pdf', true],
  ['office', 'plan.XLSX', 'application/zip', true],
  ['office', 'plan.zip', 'application/zip', false],
  ['office', 'plan.doc', 'application/octet-stream', true],
  ['office', 'setup.exe', 'application/octet-stream', false],
  ['text', 'crash.log', 'text/plain', true],
  ['text', 'crash.log', 'text/html', false],
  ['archives', 'logs.tgz', 'application/gzip', true],
  ['media', 'talk', 'video/mp4', true],
] as const)('%s take %s of %s: %s', (family, name, type, isTaken) => {
  const wrong = wrongFile(file(name, type), { accepts: [family] })
  expect(wrong === null).toBe(isTaken)
})

test('limits say what they are, without the name of a file', () => {
  const limits = { accepts: ['pdf', 'pictures', 'office'], maxMegabytes: 5 } as const
  expect(wrongFile(file('<b>.exe', 'application/octet-stream'), limits)).toBe(
    'Only pictures, PDF and office documents can be attached here.',
  )
  expect(wrongFile(file('a.pdf', 'application/pdf', 5 * 1024 ** 2), limits)).toBeNull()
  expect(wrongFile(file('a.pdf', 'application/pdf', 5 * 1024 ** 2 + 1), limits)).toBe(
    'A file may have at most 5 MB here.',
  )
  expect(limitsText(limits)).toBe('Pictures, PDF and office documents, at most 5 MB')
  expect(limitsText({})).toBe('')
  expect(limitsText({ maxMegabytes: 5 })).toBe('At most 5 MB')
  expect([pickedFiles({}), pickedFiles({ accepts: ['pdf'] })]).toEqual([undefined, 'application/pdf'])
})
