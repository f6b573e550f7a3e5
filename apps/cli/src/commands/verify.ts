import { newestBackup, readConfig, verifyHere } from '@fulcrum/server/operations'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { stepLine, untilStopped } from '../backup-text.ts'
import { UsageError, type Command } from '../command.ts'

export const verify: Command = {
  name: 'verify',
  usage: '[BACKUP] [--data DIR]',
  summary: 'restore a backup (the newest) into a scratch database, compare everything, and remove that again',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } })
    const [given, ...rest] = positionals
    if (rest.length > 0) throw new UsageError('at most one backup can be given')
    const config = readConfig(values, process.env)
    const dir = given === undefined ? await newestBackup(config) : path.resolve(given)
    const line = stepLine()
    const { problems, manifest } = await verifyHere(config, { dir, progress: line.say, signal: untilStopped() })
    line.end()
    if (problems.length > 0) {
      console.error(`${dir} is not good:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
      return 1
    }
    const rows = manifest?.tables.reduce((sum, table) => sum + table.rows, 0) ?? 0
    console.log(
      `${dir} is good: ${manifest?.tables.length ?? 0} tables with ${rows} rows and ${manifest?.files.length ?? 0} files, ` +
        'equal after restoring.',
    )
    return 0
  },
}
