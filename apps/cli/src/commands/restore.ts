import { readConfig, restoreHere, type BackupStep, type WorkspaceRestored } from '@fulcrum/server/operations'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { askFulcrum } from '../ask-fulcrum.ts'
import { stepLine, untilStopped } from '../backup-text.ts'
import { UsageError, type Command } from '../command.ts'

export const restore: Command = {
  name: 'restore',
  usage: 'BACKUP --data EMPTYFOLDER | BACKUP --workspace NAME [--in-place] [--data DIR]',
  summary: 'make an installation out of a backup, or take one workspace out of it into the Fulcrum that runs',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, workspace: { type: 'string' }, 'in-place': { type: 'boolean' } },
    })
    const { workspace, 'in-place': inPlace = false, ...flags } = values
    const [given, ...rest] = positionals
    if (given === undefined || rest.length > 0) throw new UsageError('one backup is needed')
    const config = readConfig(flags, process.env)
    const dir = path.resolve(given)
    const line = stepLine()
    if (workspace !== undefined) {
      const asked = { dir, workspace, inPlace }
      const say = (step: unknown) => line.say(step as BackupStep)
      // @NOTE the steps and results of an operation are those of this same version.
      const made = (await askFulcrum(config.dataDir, 'restoreWorkspace', asked, say)) as WorkspaceRestored
      line.end()
      console.log(`"${made.name}" is back as of ${made.createdAt}: ${made.boards} boards with ${made.items} items.`)
      return 0
    }
    if (inPlace) throw new UsageError('--in-place goes with --workspace')
    if (config.dataDirIsDefault) throw new UsageError('the empty folder to restore into is needed: --data EMPTYFOLDER')
    const { createdAt, tables } = await restoreHere(config, { dir, progress: line.say, signal: untilStopped() })
    line.end()
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`Restored ${rows} rows as of ${createdAt}. Start it: ./fulcrum up --data ${config.dataDir}`)
    return 0
  },
}
