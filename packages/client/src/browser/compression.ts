import type { Compression } from '../ports.ts'

/** The browser's own gzip. */
export const streamCompression: Compression = {
  gzip: (bytes) => through(bytes, new CompressionStream('gzip')),
  gunzip: (bytes) => through(bytes, new DecompressionStream('gzip')),
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  return new Uint8Array(await new Response(source.pipeThrough(stream)).arrayBuffer())
}
