import { readConfig, upgradeHere } from '@fulcrum/server/operations'
import { parseArgs } from 'node:util'
import { stepLine } from '../backup-text.ts'
import type { Command } from '../command.ts'

export const upgrade: Command = {
  name: 'upgrade',
  usage: '[--data DIR]',
  summary: 'bring the data to this version: back up, migrate, check, and go back if the check fails',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { data: { type: 'string' } } })
    const line = stepLine()
    const { from, to, backup } = await upgradeHere(readConfig(values, process.env), { progress: line.say })
    line.end()
    console.log(
      backup === null
        ? `The data is of this version already (schema ${to}).`
        : `The data went from schema ${from} to ${to} and was checked. What it was before is in ${backup}`,
    )
    return 0
  },
}
