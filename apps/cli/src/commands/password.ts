import { callOperator, readConfig } from '@fulcrum/server/operations'
import { parseArgs } from 'node:util'
import { UsageError, type Command } from '../command.ts'

export const password: Command = {
  name: 'password',
  usage: 'EMAIL [--data DIR]',
  summary: 'print a one-use link by which a member chooses a new password',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } })
    const [email, ...rest] = positionals
    if (email === undefined || rest.length > 0) throw new UsageError('one e-mail address is needed')
    const { dataDir } = readConfig(values, process.env)
    try {
      console.log(String(await callOperator(dataDir, 'password', { email })))
      return 0
    } catch (error) {
      console.error(`fulcrum password: ${error instanceof Error ? error.message : String(error)}`)
      return 1
    }
  },
}
