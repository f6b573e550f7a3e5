import { beginServer, readConfig, refuseEarly } from '@fulcrum/server/operations'
import { flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { ensureWebBuilt } from '../web-build.ts'

const stopPatienceMs = 14_000
const flushAfterMs = 1_000

export const up: Command = {
  name: 'up',
  usage: '[--port N] [--host ADDRESS] [--data DIR] [--url ADDRESS] [--demo]',
  summary: 'start Fulcrum and print its address',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        url: { type: 'string' },
        demo: { type: 'boolean' },
        'no-web': { type: 'boolean' },
      },
    })
    const { 'no-web': noWeb, ...flags } = values
    await refuseEarly(readConfig(flags, process.env))
    const stopAsked = firstSignal()
    const webDir = noWeb === true ? undefined : await ensureWebBuilt((line) => console.error(`fulcrum: ${line}`))
    const config = readConfig({ ...flags, ...(webDir === undefined ? {} : { webDir }) }, process.env)
    const begun = beginServer(config)
    const { startServer } = await import('@fulcrum/server')
    const server = await startServer(config, begun)
    // The next start has it also where this process is killed.
    setTimeout(flushCompileCache, flushAfterMs).unref()
    console.log(`Fulcrum is at ${server.address}`)
    if (server.ownerLink !== null)
      console.log(`Become its first owner by this link, which works once:\n${server.ownerLink}`)
    const failure = await Promise.race([stopAsked, server.failed])
    if (failure) console.error(`fulcrum: ${failure.message}`)
    const deadline = setTimeout(() => {
      console.error('fulcrum: stopping took too long; ending at once. The next start recovers what was written.')
      process.exit(1)
    }, stopPatienceMs)
    await server.stop()
    clearTimeout(deadline)
    return failure ? 1 : 0
  },
}

/** A signal that comes while we are still starting is kept: the start is finished and then undone in order. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
