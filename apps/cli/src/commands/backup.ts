import { backupHere, isHeld, readConfig, type BackupMade, type BackupStep } from '@fulcrum/server/operations'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { askFulcrum } from '../ask-fulcrum.ts'
import { saySize, stepLine, untilStopped } from '../backup-text.ts'
import { UsageError, type Command } from '../command.ts'

export const backup: Command = {
  name: 'backup',
  usage: '[FOLDER] [--data DIR]',
  summary: 'write a backup of everything, also while Fulcrum runs',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } })
    const [folder, ...rest] = positionals
    if (rest.length > 0) throw new UsageError('at most one folder can be given')
    const config = readConfig(values, process.env)
    const into = folder === undefined ? null : path.resolve(folder)
    const line = stepLine()
    // @NOTE the steps and results of an operation are those of this same version.
    const isRunning = await isHeld(config.dataDir)
    const made = isRunning
      ? ((await askFulcrum(config.dataDir, 'backup', { into }, (step) => line.say(step as BackupStep))) as BackupMade)
      : await backupHere(config, { into, progress: line.say, signal: untilStopped() })
    line.end()
    const proof =
      isRunning && into === null ? 'Restored for trial and found equal.' : `Prove it: ./fulcrum verify ${made.dir}`
    console.log(`${made.dir}\n${made.rows} rows, ${saySize(made.bytes)}. ${proof}`)
    return 0
  },
}
