import type { HostileSample } from './import-source-contract.ts'
import type { ImportFile } from './import-source.ts'
import { memoryFile } from './memory-file.ts'

/** Files that no source may accept, whatever its format: `importSourceLaws(source, samples, hostileFiles())`. */
export function hostileFiles(): readonly HostileSample[] {
  return [
    { name: 'an empty file', file: memoryFile('empty.csv', new Uint8Array()) },
    { name: 'a byte order mark and nothing else', file: memoryFile('mark.csv', bytes('\xef\xbb\xbf')) },
    { name: 'empty lines', file: memoryFile('lines.csv', bytes('\r\n'.repeat(500))) },
    { name: 'a picture', file: memoryFile('rows.csv', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')) },
    { name: 'a document', file: memoryFile('rows.json', bytes('%PDF-1.7\n1 0 obj')) },
    { name: 'an archive of another kind', file: memoryFile('rows.xlsx', bytes('\x1f\x8b\b\0\0\0\0\0')) },
    { name: 'an old or encrypted workbook', file: memoryFile('rows.xlsx', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) },
    { name: 'the beginning of an archive', file: memoryFile('rows.xlsx', bytes('PK\x03\x04\x14\0')) },
    { name: 'noise', file: memoryFile('rows.csv', noise(20_000)) },
    { name: 'zeros', file: memoryFile('rows.csv', new Uint8Array(10_000)) },
    { name: 'text with a zero in it', file: memoryFile('rows.csv', bytes('a,b\n1,\0\n')) },
    { name: 'a gigabyte without a line break', file: endless('line.csv', '', 'a', 1024 ** 3) },
    { name: 'a gigabyte in one cell', file: endless('cell.csv', 'a,b\n1,"', 'a\n', 1024 ** 3) },
    { name: 'a gigabyte in one string', file: endless('issues.json', '{"issues":[{"key":"', 'a', 1024 ** 3) },
    { name: 'brackets without end', file: endless('deep.json', '', '[', 1024 ** 3) },
    { name: 'more bytes than any file may have', file: endless('huge.csv', 'a,b\n', '1,2\n', 1024 ** 4) },
  ]
}

/** A file that begins with one text and repeats another, made while it is read. */
export function endless(name: string, head: string, part: string, sizeBytes: number): ImportFile {
  const piece = bytes(part.repeat(Math.ceil(65_536 / part.length)))
  return {
    name,
    sizeBytes,
    async *read() {
      yield bytes(head)
      for (let given = head.length; given < sizeBytes; given += piece.length) yield piece
    },
  }
}

/** Each character as one byte. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function noise(size: number): Uint8Array {
  let state = 7
  return Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  })
}
