import { statSync } from 'node:fs'
import type { Finding } from '../operations/doctor.ts'
import { backupFolder } from './backup-folder.ts'
import { lastVerified, listShelf } from './shelf.ts'

const dayMs = 24 * 60 * 60 * 1_000
/** A day, and the time that a backup and its check may take. */
const lateMs = dayMs + 6 * 60 * 60 * 1_000

interface BackupConfig {
  readonly backupDir: string | undefined
  readonly backupHour: number | null
  readonly dataDir: string
}

/** What `doctor` says of the backups in the folder of backups: how old the last one is that was proved to work. */
export async function backupFinding(config: BackupConfig, now: number): Promise<Finding> {
  const what = 'backup'
  const folder = backupFolder(config)
  let shelf
  try {
    shelf = await listShelf(folder)
  } catch (error) {
    const found = `${folder} cannot be read: ${error instanceof Error ? error.message : error}`
    return { state: 'problem', what, found, advice: 'Mend it, or name another folder in FULCRUM_BACKUP_DIR.' }
  }
  const [newest] = shelf
  if (newest === undefined) {
    if (config.backupHour !== null) return { state: 'ok', what, found: 'none yet; the first is made after a start' }
    const advice = 'Make one with ./fulcrum backup, or let FULCRUM_BACKUP_HOUR have one made each day.'
    return { state: 'warning', what, found: `none in ${folder}, and none is made each day`, advice }
  }
  const bad = newest.verified !== null && newest.verified.problems.length > 0
  if (bad) {
    const advice = `See ./fulcrum verify ${newest.dir}, look after that disk, and make another with ./fulcrum backup.`
    return { state: 'problem', what, found: `${newest.name} is damaged: ${newest.verified?.problems[0] ?? ''}`, advice }
  }
  const good = lastVerified(shelf)
  if (good === undefined) {
    const advice = 'Prove it: ./fulcrum verify'
    return { state: 'warning', what, found: `${newest.name}, never proved by restoring it`, advice }
  }
  const age = now - Date.parse(good.createdAt)
  const found = `the last one that was proved is ${sayAge(age)} old (${good.name})`
  if (age > lateMs)
    return { state: 'warning', what, found, advice: 'Make one now with ./fulcrum backup, then ./fulcrum verify.' }
  if (!isOnDiskOf(folder, config.dataDir)) return { state: 'ok', what, found }
  return { state: 'ok', what, found: `${found}, on the same disk as the data` }
}

function sayAge(ms: number): string {
  const hours = Math.max(0, Math.round(ms / 3_600_000))
  return hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${Math.round(hours / 24)} days`
}

function isOnDiskOf(folder: string, dataDir: string): boolean {
  try {
    return statSync(folder).dev === statSync(dataDir).dev
  } catch {
    return false
  }
}
