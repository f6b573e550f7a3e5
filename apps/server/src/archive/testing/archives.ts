import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { ZipFile } from 'yazl'
import type { FileStore } from '../../files/file-store.ts'
import { openArchive } from '../open-archive.ts'
import { filePart, idPattern } from '../shape.ts'
import { writeArchive } from '../write-archive.ts'

/** Writes a workspace of a database to a file. */
export async function archiveTo(
  file: string,
  {
    pool,
    accountId,
    workspace,
    files,
  }: {
    readonly pool: pg.Pool
    readonly accountId: string
    readonly workspace: string
    readonly files?: FileStore
  },
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const stream = await writeArchive(client, { accountId, workspace, exportedAt: Date.now(), ...(files && { files }) })
    await pipeline(stream, createWriteStream(file))
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

/** The parts of an archive as they are; of a file, what the archive says of it and what it holds. */
export async function partsOf(file: string): Promise<Map<string, string>> {
  const archive = await openArchive(file)
  const parts = new Map<string, string>()
  for (const { name } of archive.manifest.parts) {
    const lines: string[] = []
    for await (const { text } of archive.lines(name)) lines.push(text)
    parts.set(name, lines.join('\n'))
  }
  for (const { hash, ...said } of archive.manifest.files) {
    const content = createHash('sha256')
    for await (const piece of await archive.file(hash)) content.update(piece)
    parts.set(filePart(hash), JSON.stringify({ ...said, content: content.digest('hex') }))
  }
  archive.close()
  return parts
}

/**
 * An archive with ids by the order in which they come: equal for archives that say the same under other ids. Logs and items have
 * an order of their own; all else is sorted once its ids are renamed.
 */
export async function canonical(file: string): Promise<readonly (readonly [string, readonly string[]])[]> {
  const found = await partsOf(file)
  // Boards stand by their ids, which are others: here they stand by what they say of themselves.
  const place = (name: string): string => {
    const [board] = name.match(idPattern) ?? []
    const records = board === undefined ? '' : (found.get(`boards/${board}/records.ndjson`) ?? '')
    return `${name.replace(/boards.*/, '~')} ${records.split('\n')[0]?.replace(idPattern, '') ?? ''} ${name.replace(idPattern, '')}`
  }
  const parts = [...found].sort(([left], [right]) => (place(left) < place(right) ? -1 : 1))
  const numbers = new Map<string, string>()
  const renamed = (text: string) =>
    text.replace(idPattern, (id) => {
      if (!numbers.has(id)) numbers.set(id, `id-${numbers.size + 1}`)
      return numbers.get(id) ?? ''
    })
  const isOrdered = (name: string) => /(?:^workspace-changes|\/changes|\/items)\.ndjson$/.test(name)
  for (const [name, text] of parts) if (isOrdered(name)) renamed(text)
  return parts.map(([name, text]) => {
    const lines = renamed(text).split('\n')
    return [name.replace(idPattern, 'board'), isOrdered(name) ? lines : lines.sort()] as const
  })
}

/** A zip of these texts, as a broken program or somebody with a purpose would write it. */
export async function zipOf(file: string, parts: ReadonlyMap<string, string>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}

/** The bytes of a file. */
export function bytesOf(file: string): Buffer {
  return readFileSync(file)
}
