import { hash } from 'node:crypto'

const newline = 0x0a
const words = 8

/**
 * Counts and hashes the rows of a table as they stream by, in PostgreSQL's text form: one line each, whose own line ends are
 * escaped. The digest is the sum of the rows' SHA-256, word by word: a table that was loaded again lies in another order on the
 * disk, and its rows are the same.
 */
export class RowDigest {
  rows = 0
  bytes = 0
  private readonly sum = new Uint32Array(words)
  /** The beginning of a row whose end is still to come. */
  private open: Buffer[] = []

  add(chunk: Buffer): void {
    this.bytes += chunk.length
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const tail = chunk.subarray(from, end + 1)
      this.addRow(this.open.length === 0 ? tail : Buffer.concat([...this.open, tail]))
      this.open = []
      from = end + 1
    }
    if (from < chunk.length) this.open.push(Buffer.from(chunk.subarray(from)))
  }

  /** The digest of what came; a table ends with the end of a row. */
  digest(): string {
    if (this.open.length > 0) throw new Error('The table ends in the middle of a row.')
    const bytes = Buffer.alloc(words * 4)
    for (let at = 0; at < words; at++) bytes.writeUInt32LE(this.sum[at] ?? 0, at * 4)
    return bytes.toString('hex')
  }

  private addRow(row: Buffer): void {
    this.rows += 1
    const digest = hash('sha256', row, 'buffer')
    for (let at = 0; at < words; at++) this.sum[at] = (this.sum[at] ?? 0) + digest.readUInt32LE(at * 4)
  }
}

/** Passes a stream on and lets a digest see it. */
export async function* seenBy(digest: RowDigest, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    digest.add(chunk)
    yield chunk
  }
}
