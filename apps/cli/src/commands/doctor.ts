import { diagnose, readConfig } from '@fulcrum/server/operations'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  usage: '[--data DIR] [--url ADDRESS]',
  summary: 'look at everything Fulcrum needs and say what is wrong',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { data: { type: 'string' }, url: { type: 'string' } } })
    const findings = await diagnose(readConfig(values, process.env))
    for (const { state, what, found, advice } of findings) {
      console.log(`${state.padEnd(8)} ${what.padEnd(12)} ${found}`)
      if (advice !== undefined) console.log(`${''.padEnd(22)}${advice}`)
    }
    return findings.some(({ state }) => state === 'problem') ? 1 : 0
  },
}
