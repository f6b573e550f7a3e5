import { callOperator, importKinds, readConfig } from '@fulcrum/server/operations'
import type { ImportReport, ImportStep } from '@fulcrum/server/operations'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importArchive } from '../archive.ts'
import { UsageError, type Command } from '../command.ts'
import { reportText, stepText } from '../import-text.ts'

export const importFile: Command = {
  name: 'import',
  usage: '[KIND] FILE [--workspace NAME] [--board NAME] [--data DIR] | --list',
  summary:
    'import a file or an archive into the Fulcrum that runs on this data folder; its kind is found out, or named',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        workspace: { type: 'string' },
        board: { type: 'string' },
        list: { type: 'boolean' },
      },
    })
    if (values.list) {
      for (const { kind, description } of await importKinds()) console.log(`${kind.padEnd(8)} ${description}`)
      return 0
    }
    const [kind, file] = positionals.length === 1 ? [undefined, positionals[0]] : positionals
    if (file === undefined || positionals.length > 2)
      throw new UsageError('one file is needed, with its kind or without')
    if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`there is no file ${file}`)
    const { data, list: _list, ...where } = values
    const config = readConfig(data === undefined ? {} : { data }, process.env)
    const request = { ...(kind !== undefined && { kind }), file: path.resolve(file), ...where }
    try {
      if (kind === 'archive') {
        await importArchive(data, path.resolve(file))
        return 0
      }
      // @NOTE the operation of our own server answers these.
      const report = (await callOperator(config.dataDir, 'import', request, (step) =>
        console.log(stepText(step as ImportStep)),
      )) as ImportReport
      console.log(`\n${reportText(report)}`)
      return 0
    } catch (error) {
      console.error(`fulcrum import: ${error instanceof Error ? error.message : String(error)}`)
      return 1
    }
  },
}
