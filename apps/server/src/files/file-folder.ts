import path from 'node:path'

/** Where the files lie: the folder that was configured, else one in the data folder. */
export function fileFolder({ filesDir, dataDir }: { filesDir: string | undefined; dataDir: string }): string {
  return filesDir ?? path.join(dataDir, 'files')
}
