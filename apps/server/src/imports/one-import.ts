import { DomainError } from '@fulcrum/domain'
import type { ImportPerson } from '@fulcrum/integration-kit'
import type { ImportReading, ImportReport, ImportStart, ImportStatus } from '@fulcrum/protocol'
import { rm } from 'node:fs/promises'
import { ImportCancelled, runImport } from './engine/run-import.ts'
import type { ImportOrder, ItemSource } from './engine/run-import.ts'
import type { Importer } from './engine/import-door.ts'
import { cleanLabels, fieldKind } from './field-kinds.ts'
import { planFields } from './mapping.ts'
import type { FieldPlan } from './mapping.ts'
import type { OpenedFile, ReadableFile } from './reader/messages.ts'
import { ImportReader } from './reader/reader.ts'

/** What an import needs of the server. */
export type ImportWorld = Pick<ImportOrder, 'node' | 'kinds'>

/** One file on its way in: looked at, perhaps read again, started, and done or not. */
export class OneImport {
  readonly id: string
  readonly importer: Importer
  readonly file: ReadableFile
  usedAt = performance.now()
  private readonly world: ImportWorld
  private readonly reader: ImportReader
  private readonly ownsFile: boolean
  private opened: OpenedFile | null = null
  private readingNow: ImportReading = {}
  private state: ImportStatus['state'] = 'reading'
  private phase: string | null = null
  private done = 0
  private report: ImportReport | null = null
  private error: ImportStatus['error'] = null
  private cancelled = false
  private isLeaving = false

  constructor(
    world: ImportWorld,
    {
      id,
      importer,
      file,
      ownsFile,
      reader = new ImportReader(),
    }: { id: string; importer: Importer; file: ReadableFile; ownsFile: boolean; reader?: ImportReader },
  ) {
    this.world = world
    this.id = id
    this.importer = importer
    this.file = file
    this.ownsFile = ownsFile
    this.reader = reader
  }

  get reading(): ImportReading {
    return this.readingNow
  }

  /** The kind of the file, once it was read. */
  get kind(): string | null {
    return this.opened?.kind ?? null
  }

  /** True while it holds a file and a thread. */
  get isOpen(): boolean {
    return this.state === 'failed' ? this.opened !== null : this.state !== 'done' && this.state !== 'cancelled'
  }

  get isRunning(): boolean {
    return this.state === 'running'
  }

  status(): ImportStatus {
    this.usedAt = performance.now()
    const { id, state, phase, done, report, error } = this
    return { id, state, phase, done, total: this.opened?.document.recordCount ?? 0, report, error }
  }

  /** Reads the file under some options; what is wrong with it is a DomainError. */
  async open(kind: string | null, reading: ImportReading): Promise<OpenedFile> {
    this.refuseRunning()
    this.usedAt = performance.now()
    this.state = 'reading'
    const { sheet, dayFirst, timeZone, hasHeader, keyField, titleField, linksApart } = reading
    try {
      this.opened = await this.reader.ask<'open'>({
        call: 'open',
        file: this.file,
        kind,
        options: {
          ...(sheet !== undefined && { sheet }),
          ...(dayFirst !== undefined && { dayFirst }),
          ...(timeZone !== undefined && { timeZone }),
          ...(hasHeader !== undefined && { hasHeader }),
          ...(keyField !== undefined && { keyField }),
          ...(titleField !== undefined && { titleField }),
          ...(linksApart !== undefined && { linksApart }),
        },
      })
      this.readingNow = reading
      return this.opened
    } finally {
      if (!this.cancelled) this.state = this.opened ? 'ready' : 'failed'
    }
  }

  /** Refuses what cannot be started, before it is. */
  check({ fields = [] }: ImportStart): void {
    this.refuseRunning()
    if (!this.opened || !this.isOpen) throw new DomainError('conflict', 'This import is over: send the file again.')
    planFields(this.opened.document.fields, fields, this.world.kinds)
  }

  /** Takes the file in. The promise ends when all is done; what became of it is also in `status`. */
  async run(
    { target, fields = [] }: ImportStart,
    onProgress: (phase: string, done: number, total: number) => void = () => {},
  ): Promise<ImportReport> {
    this.refuseRunning()
    const { opened, importer, world } = this
    if (!opened || !this.isOpen) throw new DomainError('conflict', 'This import is over: send the file again.')
    const plans = planFields(opened.document.fields, fields, world.kinds)
    this.state = 'running'
    this.error = null
    try {
      const gathered = await this.gather(plans)
      const { timeZone = 'UTC', dayFirst = true } = this.readingNow
      this.report = await runImport({
        ...world,
        id: this.id,
        importer,
        target,
        plans: gathered.plans,
        source: this.itemSource(opened, gathered.people),
        reading: { timeZone, dayFirst },
        isCancelled: () => this.cancelled,
        mayTakeBack: () => !this.isLeaving,
        onProgress: (phase, done, total) => {
          this.phase = phase
          this.done = done
          this.usedAt = performance.now()
          onProgress(phase, done, total)
        },
      })
      this.state = 'done'
      return this.report
    } catch (error) {
      this.state = error instanceof ImportCancelled || this.cancelled ? 'cancelled' : 'failed'
      this.error = described(error)
      throw error
    } finally {
      this.phase = null
      // What failed may be started again, with another mapping or into another board.
      if (!this.isOpen) await this.close()
    }
  }

  /** Ends a running import, which takes back what it did. */
  cancel(): void {
    this.cancelled = true
  }

  /** Ends a running import because the server ends; what it did to a board that was there before is taken back by the next one. */
  leave(): void {
    this.isLeaving = true
    this.cancel()
  }

  /** Lets go of the file and of the thread that reads it. */
  async close(): Promise<void> {
    await this.reader.stop()
    if (this.ownsFile) await rm(this.file.path, { force: true })
  }

  private refuseRunning(): void {
    if (this.isRunning) throw new DomainError('conflict', 'This import is running.')
  }

  /** Finds the labels and people of fields that were taken for another kind than guessed. */
  private async gather(plans: readonly FieldPlan[]): Promise<{ plans: FieldPlan[]; people: readonly ImportPerson[] }> {
    const wanted = plans.flatMap((plan) => {
      const { take, field, read } = plan
      if (!take || read === null || read.kind === field.guess.kind) return []
      const { hasLabels, hasPeople } = fieldKind(read.kind)
      const what = hasLabels ? ('labels' as const) : hasPeople ? ('people' as const) : null
      return what === null ? [] : [{ field: field.key, what, separator: read.settings.separator }]
    })
    if (wanted.length === 0) return { plans: [...plans], people: [] }
    const { labels, people } = await this.reader.ask<'gather'>({ call: 'gather', fields: wanted })
    return {
      people,
      plans: plans.map((plan) => {
        const names = labels[plan.field.key] ?? []
        return { ...plan, labels: cleanLabels([...plan.labels, ...names.map((name) => ({ name }))]) }
      }),
    }
  }

  private itemSource(opened: OpenedFile, people: readonly ImportPerson[]): ItemSource {
    const { reader } = this
    return {
      opened,
      people,
      convert: async (plan) => {
        await reader.ask<'convert'>({ call: 'convert', plan })
      },
      next: () => reader.ask<'next'>({ call: 'next' }),
      problems: () => reader.ask<'problems'>({ call: 'problems' }),
    }
  }
}

function described(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof DomainError) return { code: error.code, message: error.message }
  if (error instanceof ImportCancelled) return { code: 'conflict', message: error.message }
  return { code: 'unavailable', message: 'Something went wrong on the server. It has been logged.' }
}
