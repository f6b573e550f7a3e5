import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportPreview, ImportReport, ImportStatus } from '@fulcrum/protocol'
import { csvOf } from './floors/copy.ts'
import { residentOf } from './measure.ts'
import type { BenchWorld } from './world.ts'

/** How long a large piece of work took, and what the server held meanwhile. */
export interface Imported {
  readonly ms: number
  readonly residentMb: number
}

/** Sends the file, takes the preview as it is, and waits for the board. */
export async function bringIn(
  { browser, server, pool }: BenchWorld,
  file: CsvFile,
): Promise<Imported & { readonly report: ImportReport }> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM workspace LIMIT 1')
  let residentMb = 0
  const from = performance.now()
  const sent = await browser.ask('/imports?name=work.csv&kind=csv', {
    method: 'POST',
    body: file.bytes,
    headers: { 'content-type': 'text/csv' },
  })
  if (sent.status !== 200) throw new Error(`the file was refused: ${JSON.stringify(sent.body)}`)
  const { id }: ImportPreview = sent.body
  await browser.must(`/imports/${id}/start`, { target: { workspace: rows[0]?.id, name: 'Imported' } })
  for (;;) {
    const { state, report, error }: ImportStatus = (await browser.get(`/imports/${id}`)).body
    residentMb = Math.max(residentMb, residentOf(server.pid) / 1_048_576)
    if (state === 'done' && report !== null) return { ms: performance.now() - from, residentMb, report }
    if (state !== 'running') throw new Error(`the import ${state}: ${error?.message ?? 'it says not why'}`)
    await sleep(25)
  }
}

/** The file, where PostgreSQL may read it too: on root's machine it runs as somebody else. */
export class CsvFile {
  readonly rowCount: number
  readonly path: string
  readonly bytes: Buffer
  /** Where `COPY` may write. */
  readonly outPath: string
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'fulcrum-csv-'))

  constructor(rowCount: number) {
    this.rowCount = rowCount
    this.bytes = Buffer.from(csvOf(rowCount))
    this.path = path.join(this.folder, 'work.csv')
    writeFileSync(this.path, this.bytes)
    this.outPath = path.join(this.folder, 'out', 'work.csv')
    chmodSync(this.folder, 0o755)
    // It is the database that writes here, whoever it runs as.
    mkdirSync(path.dirname(this.outPath))
    chmodSync(path.dirname(this.outPath), 0o777)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
