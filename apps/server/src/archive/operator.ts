import { DomainError, isUuid, matchingKey } from '@fulcrum/domain'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod/mini'
import type { FileStore } from '../files/file-store.ts'
import type { SyncNode } from '../node.ts'
import type { OperatorHandler } from '../operations/operator.ts'
import { accountState } from '../scopes/principals.ts'
import { openArchive } from './open-archive.ts'
import type { ArchiveTaken } from '@fulcrum/protocol'
import { takeInArchive } from './take-in.ts'
import { writeArchive } from './write-archive.ts'

const exportRequest = z.strictObject({
  workspace: z.string().check(z.minLength(1), z.maxLength(255)),
  file: z.string(),
})
const importRequest = z.strictObject({ file: z.string() })

/** What is said when the archive is there. */
export interface ArchiveDone {
  readonly file: string
  readonly bytes: number
  readonly lines: number
}

/** What is said on the way; `total` is 0 where it is not known. */
export interface ArchiveStep {
  readonly phase: string
  readonly done: number
  readonly total: number
}

const sayEveryMs = 500

/** `./fulcrum export archive WORKSPACE FILE`: everything of a workspace, from one moment. */
export function archiveExportOperation(
  { store, executor }: Pick<SyncNode, 'store' | 'executor'>,
  files?: FileStore,
): OperatorHandler {
  return async (args, progress): Promise<ArchiveDone> => {
    const parsed = exportRequest.safeParse(args)
    if (!parsed.success) throw new DomainError('invalid', 'The export needs a workspace and a file.')
    const { workspace: name, file } = parsed.data
    const say = sayer(progress)
    const workspace = await workspaceNamed(store, name)
    const half = `${file}.${process.pid}.part`
    const client = await store.pool.connect()
    let isSound = false
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      let lines = 0
      const order = { accountId: store.accountId, workspace, exportedAt: executor.now(), ...(files && { files }) }
      const stream = await writeArchive(client, {
        ...order,
        onProgress: (done) => {
          lines = done
          say({ phase: 'writing', done, total: 0 })
        },
      })
      const out = createWriteStream(half, { flags: 'wx' })
      await pipeline(stream, out)
      await client.query('COMMIT')
      isSound = true
      await rename(half, file)
      return { file, bytes: out.bytesWritten, lines }
    } catch (error) {
      await rm(half, { force: true })
      throw error
    } finally {
      client.release(!isSound)
    }
  }
}

/** `./fulcrum import archive FILE`: a new workspace, or nothing. */
export function archiveImportOperation(node: Pick<SyncNode, 'store' | 'executor'>, files?: FileStore): OperatorHandler {
  return async (args, progress): Promise<ArchiveTaken> => {
    const parsed = importRequest.safeParse(args)
    if (!parsed.success) throw new DomainError('invalid', 'The import needs a file.')
    const say = sayer(progress)
    const archive = await openArchive(parsed.data.file)
    try {
      return await takeInArchive({
        node,
        archive,
        ...(files && { files }),
        memberId: null,
        check: () => {},
        onProgress: (phase, done, total) => say({ phase, done, total }),
      })
    } finally {
      archive.close()
    }
  }
}

function sayer(progress: (step: unknown) => void): (step: ArchiveStep) => void {
  let saidAt = performance.now()
  return (step) => {
    if (performance.now() - saidAt < sayEveryMs) return
    saidAt = performance.now()
    progress(step)
  }
}

async function workspaceNamed(store: SyncNode['store'], name: string): Promise<string> {
  if (isUuid(name)) return name
  const found: string[] = []
  for (const [id, fields] of (await accountState(store)).records('workspace')) {
    const isNamed = matchingKey(String(fields['name'] ?? '')) === matchingKey(name)
    if (isNamed && fields['deletedAt'] === undefined) found.push(id)
  }
  const [only, another] = found
  if (only === undefined) throw new DomainError('not-found', `There is no workspace "${name}".`)
  if (another === undefined) return only
  throw new DomainError('invalid', `Several workspaces are called "${name}". Name one by its id: ${found.join(', ')}.`)
}
