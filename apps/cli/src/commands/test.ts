import type { Command } from '../command.ts'
import { runChild } from '../run-child.ts'

export const test: Command = {
  name: 'test',
  usage: '[suite ...]',
  summary: 'run every check and test, or the named suites',
  run: (args) => runChild('tools/test/main.ts', args),
}
