import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

const unzip = promisify(gunzip)

/** A column in memory: typed numbers, or texts as one string with where each begins. */
export type PlainColumn = Float64Array | Uint16Array | { readonly text: string; readonly starts: Int32Array }

/** Fetches all columns and makes them ready to filter. */
export async function fetchColumns(port: number, rows: number): Promise<{ columns: PlainColumn[]; bytes: number }> {
  const response = await fetch(`http://127.0.0.1:${port}/`)
  const all = Buffer.from(await response.arrayBuffer())
  const parts: { kind: string; body: Buffer }[] = []
  for (let at = 0; at < all.length;) {
    const length = all.readUInt32LE(at + 1)
    parts.push({ kind: String.fromCharCode(all[at] ?? 0), body: all.subarray(at + 5, at + 5 + length) })
    at += 5 + length
  }
  const columns = await Promise.all(parts.map(async ({ kind, body }) => toColumn(kind, await unzip(body), rows)))
  return { columns, bytes: all.length }
}

function toColumn(kind: string, bytes: Buffer, rows: number): PlainColumn {
  const { buffer } = new Uint8Array(bytes)
  if (kind === 'n') return new Float64Array(buffer)
  if (kind === 's') return new Uint16Array(buffer)
  const lengths = new Int32Array(buffer, 0, rows)
  const starts = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row] as number) + (lengths[row] as number)
  return { text: bytes.subarray(rows * 4).toString(), starts }
}
