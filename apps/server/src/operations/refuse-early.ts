import { once } from 'node:events'
import { createServer } from 'node:net'
import type { ServerConfig } from '../config/config.ts'
import { connectDataFolder, folderInUse } from '../database/data-folder.ts'
import { explainListenError } from './listen-error.ts'

/**
 * Refuses what cannot be started, before anything is built, loaded or written: a folder that another Fulcrum holds, an
 * address that cannot be listened on. What becomes so a moment later is refused by the start itself.
 */
export async function refuseEarly(config: Pick<ServerConfig, 'dataDir' | 'host' | 'port'>): Promise<void> {
  const owner = await connectDataFolder(config.dataDir)
  owner?.destroy()
  if (owner !== undefined) throw folderInUse(config.dataDir)
  const probe = createServer().listen({ host: config.host, port: config.port })
  try {
    await once(probe, 'listening')
  } catch (error) {
    throw explainListenError(error, config)
  }
  probe.close()
  await once(probe, 'close')
}
