import { callOperator, readConfig } from '@fulcrum/server/operations'
import type { ExportDone, ExportStep } from '@fulcrum/server/operations'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { exportArchive } from '../archive.ts'
import { UsageError, type Command } from '../command.ts'

export const exportBoard: Command = {
  name: 'export',
  usage: 'FORMAT BOARD|WORKSPACE FILE [--view NAME] [--mark] [--force] [--data DIR]',
  summary: 'write a board (csv, xlsx, md, json) or a whole workspace (archive) of this data folder to a file',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        view: { type: 'string' },
        mark: { type: 'boolean' },
        force: { type: 'boolean' },
      },
    })
    const [format, board, file, ...rest] = positionals
    if (format === undefined || board === undefined || file === undefined || rest.length > 0)
      throw new UsageError('a format, a board and one file are needed')
    if (values.force !== true && existsSync(file)) throw new UsageError(`${file} is there already: --force replaces it`)
    const { data, view, mark } = values
    const config = readConfig(data === undefined ? {} : { data }, process.env)
    const request = {
      format,
      board,
      file: path.resolve(file),
      ...(view !== undefined && { view }),
      ...(mark !== undefined && { mark }),
    }
    try {
      if (format === 'archive') {
        await exportArchive(data, board, path.resolve(file))
        return 0
      }
      // @NOTE the operation of our own server answers these.
      const done = (await callOperator(config.dataDir, 'export', request, (step) => {
        const { done: rows, total } = step as ExportStep
        console.log(`${rows.toLocaleString('en')} of ${total.toLocaleString('en')} rows`)
      })) as ExportDone
      console.log(`${done.rows.toLocaleString('en')} rows, ${(done.bytes / 1024).toFixed(0)} kB: ${done.file}`)
      return 0
    } catch (error) {
      console.error(`fulcrum export: ${error instanceof Error ? error.message : String(error)}`)
      return 1
    }
  },
}
