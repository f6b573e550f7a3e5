import type { ImportFile } from './import-source.ts'

/** A file that is in memory already. `pieceBytes` cuts it for tests and for slow sources. */
export function memoryFile(name: string, bytes: Uint8Array, pieceBytes = 64 * 1024): ImportFile {
  return {
    name,
    sizeBytes: bytes.length,
    async *read() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    },
    readRange: async (start, end) => bytes.subarray(start, end),
  }
}
