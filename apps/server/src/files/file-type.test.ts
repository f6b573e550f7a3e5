import { expect, test } from 'vitest'
import { typeOfHead } from './file-type.ts'

function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(33)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(head)
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108001000200301220002110103110', 'hex')
const gif = Buffer.from('474946383961100020000000', 'hex')

test.each([
  ['a picture', png(10, 20), 'image/png', true],
  ['a JPEG with its frame behind another segment', jpeg, 'image/jpeg', true],
  ['a GIF', gif, 'image/gif', true],
  ['a picture of more pixels than anybody draws', png(60_000, 1_000_000), 'image/png', false],
  ['a picture that is cut', png(1, 1).subarray(0, 12), 'image/png', false],
  ['a JPEG that says no size', jpeg.subarray(0, 6), 'image/jpeg', false],
  [
    'an SVG',
    Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x"><script>alert(1)</script></svg>'),
    'image/svg+xml',
    false,
  ],
  ['a page', Buffer.from('  <!DOCTYPE html><p>'), 'text/html', false],
  ['a piece of a page', Buffer.from('hi <script >x</script>'), 'text/html', false],
  ['a text', Buffer.from('Grüße, Ada'), 'text/plain', false],
  ['nothing', Buffer.alloc(0), 'text/plain', false],
  ['JSON', Buffer.from('{"a":1}'), 'text/plain', false],
  ['a document', Buffer.from('%PDF-1.7 <script>'), 'application/pdf', false],
  ['a workbook', Buffer.from('PK\u0003\u0004xl', 'latin1'), 'application/zip', false],
  ['bytes', Buffer.from([1, 0, 255]), 'application/octet-stream', false],
  ['a page after a byte that no text has', Buffer.from('\u00ff<html>', 'latin1'), 'application/octet-stream', false],
])('%s is known by its content', (_, head, type, isPicture) => {
  expect(typeOfHead(head)).toEqual({ type, isPicture })
})

test('a text that is cut within a character is a text', () => {
  expect(typeOfHead(Buffer.from('Grüße').subarray(0, 3)).type).toBe('text/plain')
})
