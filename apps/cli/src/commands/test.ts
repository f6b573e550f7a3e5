import type { Command } from '../command.ts'
import { runChild } from '../run-child.ts'
import { ensureWebBuilt } from '../web-build.ts'

export const test: Command = {
  name: 'test',
  usage: '[suite ...] [part of a path ...]',
  summary: 'run every check and test, or the named suites and files',
  run: async (args) => {
    const browser = args.length === 0 || args.includes('e2e') || args.includes('proxies')
    if (browser) await ensureWebBuilt((line) => console.error(`fulcrum: ${line}`))
    return runChild('tools/test/main.ts', args)
  },
}
