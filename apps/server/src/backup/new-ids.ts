import { createHmac, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const newline = 0x0a

/** Gives what is copied ids of its own, the same one for the same old one wherever it stands; leaves all others as they are. */
export class NewIds {
  private readonly own: ReadonlySet<string>
  private readonly given: ReadonlyMap<string, string>
  private readonly key = randomBytes(32)

  /** `own` are the ids to replace; `given` says which new ones are known beforehand. */
  constructor(own: ReadonlySet<string>, given: ReadonlyMap<string, string>) {
    this.own = own
    this.given = given
  }

  /** The new id of an old one: its time stays, so that ids made later still sort later. */
  of(id: string): string {
    const given = this.given.get(id)
    if (given !== undefined) return given
    if (!this.own.has(id)) return id
    const random = createHmac('sha256', this.key).update(id).digest('hex')
    const variant = '89ab'[Number.parseInt(random[3] ?? '0', 16) % 4] ?? '8'
    return `${id.slice(0, 13)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(8, 20)}`
  }

  /** A text with every id in it that is copied replaced. */
  in(text: string): string {
    return text.replace(uuids, (id) => this.of(id))
  }

  /** The rows of a table in PostgreSQL's text form; ids have no letter that it escapes. */
  async *inRows(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let open: Buffer[] = []
    for await (const chunk of source) {
      const end = chunk.lastIndexOf(newline)
      if (end < 0) {
        open.push(chunk)
        continue
      }
      yield this.inBytes(Buffer.concat([...open, chunk.subarray(0, end + 1)]))
      open = [chunk.subarray(end + 1)]
    }
    yield this.inBytes(Buffer.concat(open))
  }

  /** The same of rows in which one field is compressed JSON. */
  async *inCompressedRows(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const rows of this.inRows(source)) {
      const text = rows.toString('latin1').replace(/\\\\x([0-9a-f]+)/g, (_field, hex: string) => {
        const json = this.in(gunzipSync(Buffer.from(hex, 'hex')).toString('utf8'))
        return `\\\\x${gzipSync(json).toString('hex')}`
      })
      yield Buffer.from(text, 'latin1')
    }
  }

  /** The same of rows with fields of bytes, in which ids stand as they are written: what a doc says. */
  async *inBinaryRows(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const rows of this.inRows(source)) {
      const text = rows.toString('latin1').replace(/\\\\x([0-9a-f]+)/g, (_field, hex: string) => {
        const replaced = this.inBytes(Buffer.from(hex, 'hex'))
        return `\\\\x${replaced.toString('hex')}`
      })
      yield Buffer.from(text, 'latin1')
    }
  }

  private inBytes(rows: Buffer): Buffer {
    // One letter is one byte there and back.
    return Buffer.from(this.in(rows.toString('latin1')), 'latin1')
  }
}
