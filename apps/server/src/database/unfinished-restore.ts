import { existsSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../operations/start-error.ts'

/** Stands in a data folder while a backup is restored into it. */
export const unfinishedRestore = 'restore-unfinished'

/** Refuses a folder in which a restore was cut: what is in it is not the backup, and not an empty Fulcrum either. */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (!existsSync(path.join(dataDir, unfinishedRestore))) return
  throw new StartError(
    'data-folder-unusable',
    `A restore into ${dataDir} did not come to its end. Run it again: ./fulcrum restore BACKUP --data ${dataDir}`,
  )
}
