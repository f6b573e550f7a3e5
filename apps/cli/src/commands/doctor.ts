import { diagnose, readConfig } from '@fulcrum/server/operations'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'

export const doctor: Command = {
  name: 'doctor',
  usage: '[--data DIR] [--url ADDRESS] [--mail ADDRESS]',
  summary: 'look at everything Fulcrum needs and say what is wrong',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: { data: { type: 'string' }, url: { type: 'string' }, mail: { type: 'string' } },
    })
    const { mail: sendMailTo, ...flags } = values
    const findings = await diagnose(readConfig(flags, process.env), { sendMailTo })
    for (const { state, what, found, advice } of findings) {
      console.log(`${state.padEnd(8)} ${what.padEnd(12)} ${found}`)
      if (advice !== undefined) console.log(`${''.padEnd(22)}${advice}`)
    }
    return findings.some(({ state }) => state === 'problem') ? 1 : 0
  },
}
