import { callOperator, readConfig } from '@fulcrum/server/operations'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError, type Command } from '../command.ts'

export const importFile: Command = {
  name: 'import',
  usage: 'KIND FILE [--workspace NAME] [--board NAME] [--data DIR]',
  summary: 'import a file (csv, xlsx, jira) into the Fulcrum that runs on this data folder',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, workspace: { type: 'string' }, board: { type: 'string' } },
    })
    const [kind, file, ...rest] = positionals
    if (kind === undefined || file === undefined || rest.length > 0)
      throw new UsageError('a kind and one file are needed')
    if (!existsSync(file)) throw new UsageError(`there is no file ${file}`)
    const { data, ...where } = values
    const config = readConfig(data === undefined ? {} : { data }, process.env)
    const request = { kind, file: path.resolve(file), ...where }
    const result = await callOperator(config.dataDir, 'import', request, (step) => console.log(text(step)))
    console.log(text(result))
    return 0
  },
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}
