// The body of `GET /sync/chunks`: for each chunk a header of three unsigned 32-bit numbers in little endian (length of the
// lane's name in bytes, number of the chunk, length of the body), the name in ASCII, and the gzipped body.

/** One chunk of one lane, compressed. */
export interface WireChunk {
  readonly lane: string
  readonly chunk: number
  readonly body: Uint8Array
}

const headerBytes = 12

/** The bytes of one chunk on the wire. */
export function frameChunk({ lane, chunk, body }: WireChunk): Uint8Array {
  const framed = new Uint8Array(headerBytes + lane.length + body.length)
  const view = new DataView(framed.buffer)
  view.setUint32(0, lane.length, true)
  view.setUint32(4, chunk, true)
  view.setUint32(8, body.length, true)
  for (let index = 0; index < lane.length; index++) framed[headerBytes + index] = lane.charCodeAt(index)
  framed.set(body, headerBytes + lane.length)
  return framed
}

/** The chunks of a whole body; throws where it is cut off. */
export function readChunks(bytes: Uint8Array): WireChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: WireChunk[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + headerBytes > bytes.length) throw new Error('A chunk stream ends within a header.')
    const nameBytes = view.getUint32(at, true)
    const chunk = view.getUint32(at + 4, true)
    const bodyBytes = view.getUint32(at + 8, true)
    const bodyAt = at + headerBytes + nameBytes
    if (bodyAt + bodyBytes > bytes.length) throw new Error('A chunk stream ends within a chunk.')
    let lane = ''
    for (let index = at + headerBytes; index < bodyAt; index++) lane += String.fromCharCode(bytes[index] ?? 0)
    chunks.push({ lane, chunk, body: bytes.subarray(bodyAt, bodyAt + bodyBytes) })
    at = bodyAt + bodyBytes
  }
  return chunks
}
