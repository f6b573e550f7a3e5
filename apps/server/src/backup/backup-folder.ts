import path from 'node:path'

/** Where backups lie when nobody says it. */
export function backupFolder(config: { readonly backupDir: string | undefined; readonly dataDir: string }): string {
  return config.backupDir ?? path.join(config.dataDir, 'backups')
}
