/** What a file is, by its content alone. */
export interface FileType {
  readonly type: string
  /** A picture that browsers draw without running anything, and not so large that drawing it is an attack. */
  readonly isPicture: boolean
}

/** Pixels of a picture that is drawn. */
export const maxPixels = 50_000_000

/** Finds what a file is by its first bytes. Names and what the sender says count for nothing. */
export function typeOfHead(head: Buffer): FileType {
  const picture = pictures.find(({ is }) => is(head))
  if (picture) {
    const pixels = picture.pixels(head)
    return { type: picture.type, isPicture: pixels !== null && pixels > 0 && pixels <= maxPixels }
  }
  const known = signatures.find(({ at = 0, bytes }) => begins(head, bytes, at))
  return { type: known?.type ?? textType(head), isPicture: false }
}

interface Picture {
  readonly type: string
  readonly is: (head: Buffer) => boolean
  /** Null where the head does not say. */
  readonly pixels: (head: Buffer) => number | null
}

const pictures: readonly Picture[] = [
  {
    type: 'image/png',
    is: (head) => begins(head, '\u0089PNG\r\n\u001a\n'),
    pixels: (head) => (head.length < 24 ? null : head.readUInt32BE(16) * head.readUInt32BE(20)),
  },
  { type: 'image/jpeg', is: (head) => begins(head, '\u00ff\u00d8\u00ff'), pixels: jpegPixels },
  {
    type: 'image/gif',
    is: (head) => begins(head, 'GIF87a') || begins(head, 'GIF89a'),
    pixels: (head) => (head.length < 10 ? null : head.readUInt16LE(6) * head.readUInt16LE(8)),
  },
  { type: 'image/webp', is: (head) => begins(head, 'RIFF') && begins(head, 'WEBP', 8), pixels: webpPixels },
]

const signatures: readonly { readonly bytes: string; readonly at?: number; readonly type: string }[] = [
  { bytes: '%PDF-', type: 'application/pdf' },
  { bytes: 'PK\u0003\u0004', type: 'application/zip' },
  { bytes: '\u001f\u008b', type: 'application/gzip' },
  { bytes: '7z\u00bc\u00af\u0027\u001c', type: 'application/x-7z-compressed' },
  { bytes: '\u007fELF', type: 'application/octet-stream' },
  { bytes: 'MZ', type: 'application/octet-stream' },
  { bytes: 'ftyp', at: 4, type: 'video/mp4' },
  { bytes: '\u001a\u0045\u00df\u00a3', type: 'video/webm' },
  { bytes: 'ID3', type: 'audio/mpeg' },
  { bytes: 'OggS', type: 'audio/ogg' },
]

function begins(head: Buffer, bytes: string, at = 0): boolean {
  const wanted = Buffer.from(bytes, 'latin1')
  return head.subarray(at, at + wanted.length).equals(wanted)
}

/** Text that a browser could run is named, so that nobody takes it for harmless. */
function textType(head: Buffer): string {
  if (head.length === 0) return 'text/plain'
  if (head.includes(0)) return 'application/octet-stream'
  try {
    // The last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    return 'application/octet-stream'
  }
  const text = head.subarray(0, 4_096).toString('utf8').trimStart().toLowerCase()
  if (/<svg[\s>]/.test(text)) return 'image/svg+xml'
  if (/<(!doctype html|html|head|body|script|iframe|img|a)[\s>]/.test(text)) return 'text/html'
  if (text.startsWith('<?xml')) return 'application/xml'
  return 'text/plain'
}

/** Walks the segments of a JPEG to the one that says its size. */
function jpegPixels(head: Buffer): number | null {
  for (let at = 2; at + 9 < head.length;) {
    if (head[at] !== 0xff) return null
    const marker = head[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return head.readUInt16BE(at + 5) * head.readUInt16BE(at + 7)
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2)
  }
  return null
}

function webpPixels(head: Buffer): number | null {
  if (head.length < 30) return null
  const kind = head.toString('latin1', 12, 16)
  if (kind === 'VP8X') return (head.readUIntLE(24, 3) + 1) * (head.readUIntLE(27, 3) + 1)
  if (kind === 'VP8 ') return (head.readUInt16LE(26) & 0x3fff) * (head.readUInt16LE(28) & 0x3fff)
  if (kind !== 'VP8L') return null
  const bits = head.readUInt32LE(21)
  return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1)
}
