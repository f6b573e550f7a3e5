import { columnKinds } from '@fulcrum/columns'
import { KindRegistry, scopeOf } from '@fulcrum/domain'
import type { Principal } from '@fulcrum/domain'
import type { AddressInfo } from 'node:net'
import { accountIdOf } from './account.ts'
import { Archives } from './archive/archives.ts'
import { archiveRoutes } from './archive/routes.ts'
import { archiveExportOperation, archiveImportOperation } from './archive/operator.ts'
import { auditRecorder } from './auth/audit.ts'
import { readSecret } from './auth/secret-file.ts'
import { startSignIn } from './auth/start.ts'
import { backupFolder } from './backup/backup-folder.ts'
import { Backups } from './backup/backups.ts'
import { backupOperations } from './backup/operator.ts'
import { backupRoutes } from './backup/routes.ts'
import { fulcrumVersion } from './backup/fulcrum-version.ts'
import { basePath } from './config/config.ts'
import type { ServerConfig } from './config/config.ts'
import { startAccountDay } from './consumers/account-day.ts'
import { followBoards } from './consumers/follow-boards.ts'
import { indexDocs } from './consumers/index-docs.ts'
import { indexWords } from './consumers/index-words.ts'
import { followNotifications } from './consumers/notifications/follow.ts'
import { startInboxMail } from './consumers/notifications/mail-inbox.ts'
import { startTellingNamed } from './consumers/notifications/tell-named.ts'
import { startPurge } from './consumers/purge.ts'
import { followColumns } from './consumers/renew-far.ts'
import { followUpdates } from './consumers/update-counts.ts'
import { migrate } from './database/migrate.ts'
import { demoRoutes } from './demo/routes.ts'
import { seedDemo } from './demo/seed.ts'
import { docRoutes } from './docs/routes.ts'
import { keepVersions } from './docs/versions.ts'
import { exportFormats } from './exports/compose.ts'
import { Exports } from './exports/exports.ts'
import { exportOperation } from './exports/operator.ts'
import { exportRoutes } from './exports/routes.ts'
import { startCollecting } from './files/collect.ts'
import { fileStoreAt, requireFileStore } from './files/file-place.ts'
import { Files } from './files/files.ts'
import { Thumbnails } from './files/thumbnails.ts'
import { fileRoutes } from './files/routes.ts'
import { Forms } from './forms/forms.ts'
import { formRoutes } from './forms/routes.ts'
import { createApp } from './http/app.ts'
import { clientAddress } from './http/client-address.ts'
import { RateLimiter } from './http/rate-limiter.ts'
import { keepRefusals } from './http/refusals.ts'
import { removeAbandonedBoards } from './imports/engine/board-hold.ts'
import { Imports } from './imports/imports.ts'
import { importOperation } from './imports/operator.ts'
import { importRoutes } from './imports/routes.ts'
import { emptyUploadFolder } from './imports/upload.ts'
import { beginServer } from './operations/begin.ts'
import { explainListenError } from './operations/listen-error.ts'
import { operationRecorder } from './operations/operation-recorder.ts'
import { serveOperator } from './operations/operator.ts'
import { startNode } from './node.ts'
import { startCheckpoints } from './past/make-checkpoints.ts'
import { pastRoutes } from './past/routes.ts'
import { LivePages } from './sharing/live.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { Sharing } from './sharing/sharing.ts'
import { preparePartitions } from './storage/partitions.ts'
import { syncSockets } from './sync/routes.ts'
import { transferRoutes } from './transfers/routes.ts'
import { Transfers } from './transfers/transfers.ts'

export interface RunningServer {
  /** Where people reach it. */
  readonly address: string
  /** A one-use link by which the first owner comes in; null once there is an owner. */
  readonly ownerLink: string | null
  /** Says why, once the embedded PostgreSQL cannot be brought back: nothing can be served any more. */
  readonly failed: Promise<Error>
  stop(): Promise<void>
}

const system: Principal = { kind: 'system', memberId: null }
/** How long a stop waits for requests. */
const requestPatienceMs = 3_000
const partitionCheckMs = 6 * 60 * 60 * 1000

/** Starts everything, in order; what was started is stopped again where a later step fails. */
export async function startServer(config: ServerConfig, begun = beginServer(config)): Promise<RunningServer> {
  const { log } = begun
  const stops: (() => Promise<unknown> | void)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const database = await begun.database
    stops.push(() => database.stop())
    const failed = new Promise<Error>((resolve) => database.onFailure(resolve))
    const { pool } = database
    await requireFileStore(config)
    await migrate(pool, { log })
    await preparePartitions(pool, new Date())
    const months = setInterval(() => {
      preparePartitions(pool, new Date()).catch((error: unknown) =>
        log.error({ err: error }, 'no partition for next month'),
      )
    }, partitionCheckMs)
    stops.push(() => clearInterval(months))
    const accountId = await accountIdOf(pool, Date.now())
    const record = auditRecorder({ pool, accountId, log })
    const kinds = new KindRegistry(columnKinds)
    const node = await startNode({ pool, databaseUrl: database.url, accountId, kinds, log, now: Date.now })
    stops.push(() => node.stop())
    await ensureAccount(node, accountId)
    await removeAbandonedBoards(node)
    if (config.demo) await seedDemo(node, { log, now: Date.now() })
    const uploads = await emptyUploadFolder(database.folder.dir)
    const imports = new Imports(node, { folder: uploads, log })
    stops.push(() => imports.stop())
    const transfers = new Transfers(node, { log })
    stops.push(() => transfers.stop())
    const fileStore = fileStoreAt({ ...config, dataDir: database.folder.dir }, { log })
    const archives = new Archives(node, { folder: uploads, files: fileStore, log })
    stops.push(() => archives.stop())
    const files = new Files(node, fileStore, { maxBytes: config.fileMegabytes * 1024 ** 2 })
    const thumbnails = new Thumbnails({ pool, store: fileStore, log, now: Date.now })
    stops.push(() => thumbnails.stop())
    const collecting = startCollecting({ pool, store: fileStore, log, now: Date.now })
    stops.push(() => collecting.stop())
    const exports = new Exports(node, exportFormats)
    stops.push(() => exports.stop())
    const counts = followUpdates({ node, pool, log })
    stops.push(() => counts.stop())
    const notifications = followNotifications({ node, pool, log, now: Date.now })
    stops.push(() => notifications.stop())
    const naming = startTellingNamed({ node, pool, log, now: Date.now })
    stops.push(() => naming.stop())
    const day = startAccountDay({ node, log, now: Date.now })
    stops.push(() => day.stop())
    const renewing = followColumns({ node, pool, log })
    stops.push(() => renewing.stop())
    const indexing = indexWords({ node, pool, log })
    stops.push(() => indexing.stop())
    const checkpoints = startCheckpoints({ node, pool, log, now: Date.now })
    stops.push(() => checkpoints.stop())
    const docIndex = indexDocs({ node, pool, log })
    stops.push(() => docIndex.stop())
    const following = followBoards({ node, pool, log })
    stops.push(() => following.stop())
    const purge = startPurge({ node, pool, log, now: Date.now })
    stops.push(() => purge.stop())
    const backups = new Backups({
      node,
      pool,
      databaseUrl: database.url,
      embedded: database.kind === 'embedded',
      dataDir: database.folder.dir,
      filesDir: config.filesDir,
      filesS3: config.filesS3,
      folder: backupFolder({ ...config, dataDir: database.folder.dir }),
      keep: config.backupKeep,
      hour: config.backupHour,
      log,
      record,
      now: () => new Date(),
    })
    stops.push(() => backups.stop())
    keepVersions(node)
    let ready = false
    let address = config.publicUrl ?? ''
    const signIn = await startSignIn({ pool, node, log, publicUrl: () => address, folder: database.folder, config })
    stops.push(() => signIn.stop())
    if (signIn.outbox) {
      const mailing = startInboxMail({
        node,
        pool,
        outbox: signIn.outbox,
        log,
        publicUrl: () => address,
        now: Date.now,
      })
      stops.push(() => mailing.stop())
    }
    const forms = new Forms(node, {
      files,
      secret: config.secret ?? readSecret(database.folder.dir),
      publicUrl: () => address,
    })
    const sharing = new Sharing(node, {
      secret: config.secret ?? readSecret(database.folder.dir),
      publicUrl: () => address,
    })
    const livePages = new LivePages(sharing, { hub: node.hub, log })
    stops.push(() => livePages.stop())
    const limiter = new RateLimiter({ perMember: config.memberRate, perAddress: config.addressRate })
    const refusals = keepRefusals(record)
    const app = await createApp({
      hub: node.hub,
      pool,
      log,
      findSession: signIn.findSession,
      findToken: signIn.findToken,
      originAllowed: signIn.originAllowed,
      takeBack: async (asker, batch) =>
        (await imports.takeBack(asker, batch)) ?? (await transfers.takeBack(asker, batch)),
      rooms: [
        signIn.routes,
        importRoutes(imports, record),
        transferRoutes(transfers),
        exportRoutes(exports, record),
        archiveRoutes(archives, record),
        fileRoutes(node.hub, { files, thumbnails }, record),
        docRoutes(node, files, record),
        formRoutes({ hub: node.hub, findSession: signIn.findSession }, forms, record),
        pastRoutes(node.hub),
        sharingRoutes(node.hub, { sharing, livePages }, record),
        backupRoutes(node, backups),
        demoRoutes(node, { pool, log }),
      ],
      limiter,
      refusals,
      trustProxy: config.trustProxy,
      publicUrl: config.publicUrl,
      webDir: config.webDir,
      isReady: () => ready,
    })
    const sockets = syncSockets(app.server, {
      hub: node.hub,
      findSession: signIn.findSession,
      originAllowed: signIn.originAllowed,
      limiter,
      refusals,
      addressOf: clientAddress(config.trustProxy),
      base: basePath(config.publicUrl),
    })
    await listen(app, config)
    stops.push(async () => {
      ready = false
      await livePages.stop()
      node.hub.sessions.closeAll()
      sockets.close()
      // Requests that are being answered are; who sends without end is cut.
      const cut = setTimeout(() => app.server.closeAllConnections(), requestPatienceMs)
      await app.close()
      clearTimeout(cut)
    })
    address ||= addressOf(app.server.address() as AddressInfo, config.host)
    const keptOperation = operationRecorder(record)
    serveOperator(
      database.folder,
      {
        import: keptOperation('import.started', importOperation(node, imports, log)),
        export: keptOperation('export.made', exportOperation(node, exports)),
        'export-archive': keptOperation('archive.made', archiveExportOperation(node, fileStore)),
        'import-archive': keptOperation('archive.sent', archiveImportOperation(node, fileStore)),
        password: signIn.passwordOperation,
        'reset-owner': signIn.resetOwnerOperation,
        ...backupOperations(backups),
      },
      log,
    )
    const ownerLink = await signIn.ownerLink()
    await record({ event: 'server.started', details: { version: fulcrumVersion() } })
    stops.push(() => record({ event: 'server.stopped' }))
    ready = true
    return { address, ownerLink, failed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function ensureAccount(node: Awaited<ReturnType<typeof startNode>>, accountId: string): Promise<void> {
  const { state } = await node.store.get(scopeOf('account', accountId))
  if (state.version > 0) return
  const args = {
    name: 'Fulcrum',
    locale: 'en',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    weekStart: 1,
  }
  await node.executor.run({ principal: () => system }, 'account.create', 1, args)
}

async function listen(app: Awaited<ReturnType<typeof createApp>>, { port, host }: ServerConfig): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (cause) {
    throw explainListenError(cause, { port, host })
  }
}

function addressOf({ port }: AddressInfo, host: string): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
