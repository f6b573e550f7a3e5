// What ./fulcrum reset-owner does in its own process, while no Fulcrum runs on the data folder.
import { columnKinds } from '@fulcrum/columns'
import { KindRegistry } from '@fulcrum/domain'
import { pino } from 'pino'
import { accountIdOf } from '../account.ts'
import type { ServerConfig } from '../config/config.ts'
import { openDatabase } from '../database/database.ts'
import { appliedSchemaVersion } from '../database/migrate.ts'
import { codeSchemaVersion } from '../database/migration-files.ts'
import { startNode } from '../node.ts'
import { StartError } from '../operations/start-error.ts'
import type { OwnerReset } from './reset-owner.ts'
import { startSignIn } from './start.ts'

/** Makes the link while Fulcrum is down: it works from the next start on. */
export async function resetOwnerHere(config: ServerConfig, email: string | undefined): Promise<OwnerReset> {
  const log = pino({ level: config.logLevel === 'info' ? 'error' : config.logLevel, base: null }, pino.destination(2))
  const database = await openDatabase(config, log)
  const { pool } = database
  try {
    if ((await appliedSchemaVersion(pool)) !== codeSchemaVersion()) {
      throw new StartError('migration', 'This data folder was never started by this version: ./fulcrum up does it all.')
    }
    const accountId = await accountIdOf(pool, Date.now())
    const kinds = new KindRegistry(columnKinds)
    const node = await startNode({ pool, databaseUrl: database.url, accountId, kinds, log, now: Date.now })
    const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
    const signIn = await startSignIn({
      pool,
      node,
      log,
      publicUrl: () => publicUrl,
      folder: database.folder,
      // Letters that wait go when Fulcrum runs.
      config: { ...config, smtpUrl: undefined },
    })
    try {
      return await signIn.resetOwner(email)
    } finally {
      await signIn.stop()
      await node.stop()
    }
  } finally {
    await database.stop()
  }
}
