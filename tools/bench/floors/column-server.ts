// Plain binary columns, gzipped once, sent whole over HTTP: what holding a board as typed arrays costs at the least.
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import process from 'node:process'
import { gzipSync } from 'node:zlib'

const rows = Number(process.argv[2] ?? 100_000)
const owner = '0190a000-0000-7000-8000-000000000001'

function numbers(of: (row: number) => number): Buffer {
  return gzipSync(Buffer.from(Float64Array.from({ length: rows }, (_, row) => of(row)).buffer), { level: 4 })
}

function shorts(of: (row: number) => number): Buffer {
  return gzipSync(Buffer.from(Uint16Array.from({ length: rows }, (_, row) => of(row)).buffer), { level: 4 })
}

function texts(of: (row: number) => string): Buffer {
  const all = Array.from({ length: rows }, (_, row) => of(row))
  const lengths = Buffer.from(Int32Array.from(all, (text) => text.length).buffer)
  return gzipSync(Buffer.concat([lengths, Buffer.from(all.join(''))]), { level: 4 })
}

const hex = (row: number) => createHash('md5').update(String(row)).digest('hex')
const columns: readonly (readonly [kind: 'n' | 's' | 't', body: Buffer])[] = [
  ['t', texts((row) => `Item number ${row} about ${hex(row)}`)],
  ['s', shorts((row) => 1 + (row % 10))],
  ['t', texts((row) => `V${String(row).padStart(6, '0')}V`)],
  ['n', numbers((row) => 1_700_000_000_000 + row * 1_000)],
  ['s', shorts((row) => 1 + (row % 5))],
  ['s', shorts((row) => 1 + (row % 4))],
  ['t', texts(() => owner)],
  ['n', numbers((row) => row % 21)],
  ['n', numbers((row) => ((row * 7_919) % 1_000) / 4)],
  ['n', numbers((row) => 20_000 + (row % 400))],
  ['n', numbers((row) => 20_100 + (row % 400))],
  ['s', shorts(() => 570)],
  ['t', texts((row) => `text ${row % 500}`)],
  ['t', texts((row) => hex(row * 7))],
  ['s', shorts((row) => 1 + (row % 3))],
  ['s', shorts((row) => Number(row % 2 === 0))],
  ['n', numbers((row) => 20_000 + (row % 300))],
  ['n', numbers((row) => 20_010 + (row % 300))],
]
const parts = columns.flatMap(([kind, body]) => {
  const head = Buffer.alloc(5)
  head.write(kind, 0)
  head.writeUInt32LE(body.length, 1)
  return [head, body]
})
const all = Buffer.concat(parts)
const server = createServer((_request, response) => response.end(all)).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
console.log(typeof address === 'object' && address !== null ? address.port : 0)
