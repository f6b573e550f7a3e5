/** What a picture is by its own bytes, whatever anybody says of it. */
export interface PictureFacts {
  readonly type: 'image/png' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** Reads the head of a PNG or WebP; null for everything else: what can hold a script, or can be large, is none of these. */
export function readPicture(bytes: Buffer): PictureFacts | null {
  return readPng(bytes) ?? readWebp(bytes)
}

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])

function readPng(bytes: Buffer): PictureFacts | null {
  if (bytes.length < 33 || !bytes.subarray(0, 16).equals(pngHead)) return null
  return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
}

function readWebp(bytes: Buffer): PictureFacts | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WEBP') return null
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) return null
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      // A frame that stands for itself begins with these three bytes, then 14 bits of width and of height.
      if (bytes.readUIntBE(23, 3) !== 0x9d012a) return null
      return sized('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return null
      const bits = bytes.readUInt32LE(21)
      return sized('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return sized('image/webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
    default:
      return null
  }
}

function sized(type: PictureFacts['type'], width: number, height: number): PictureFacts | null {
  return width > 0 && height > 0 ? { type, width, height } : null
}

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to)
}
