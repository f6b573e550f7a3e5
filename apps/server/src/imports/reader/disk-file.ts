import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { ImportFile } from '@fulcrum/integration-kit'
import type { ReadableFile } from './messages.ts'

/** A file on disk as sources read it: in pieces, from the start or a range, never whole. */
export async function diskFile({ name, path }: ReadableFile): Promise<ImportFile> {
  const { size } = await stat(path)
  return {
    name,
    sizeBytes: size,
    read: () => createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Uint8Array>,
    readRange: async (start, end) => {
      const handle = await open(path, 'r')
      try {
        const buffer = Buffer.alloc(Math.max(0, Math.min(end, size) - start))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
  }
}
