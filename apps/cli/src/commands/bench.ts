import type { Command } from '../command.ts'
import { ensureWebBuilt } from '../web-build.ts'
import { runChild } from '../run-child.ts'

export const bench: Command = {
  name: 'bench',
  usage: '[name ...] [--json FILE]',
  summary: 'measure against the floors and print the table',
  run: async (args) => {
    await ensureWebBuilt((line) => console.error(`fulcrum: ${line}`))
    return runChild('tools/bench/main.ts', args)
  },
}
