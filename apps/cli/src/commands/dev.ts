import { readConfig } from '@fulcrum/server/operations'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { root } from '../root.ts'

/** The page comes from Vite on the port after the server's; it passes on what is not a file of the web app. */
export const dev: Command = {
  name: 'dev',
  usage: '[flags of up]',
  summary: 'start Fulcrum and the web app so that both reload on a change',
  run: async (args) => {
    const { values } = parseArgs({ args, strict: false, options: { port: { type: 'string' } } })
    const flags = typeof values.port === 'string' ? { port: values.port } : {}
    const { port, publicUrl = `http://127.0.0.1:${port + 1}` } = readConfig(flags, process.env)
    const env = { ...process.env, FULCRUM_PORT: String(port), FULCRUM_URL: publicUrl }
    const watched = ['--watch', '--watch-preserve-output', 'apps/cli/src/main.ts', 'up', '--no-web', ...args]
    const server = start(root, watched, env)
    const vite = [path.join(root, 'node_modules/vite/bin/vite.js'), '--port', String(port + 1), '--strictPort']
    const web = start(path.join(root, 'apps/web'), vite, env)
    let asked = false
    const stop = () => [server, web].forEach((child) => child.kill('SIGTERM'))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        asked = true
        stop()
      })
    }
    const codes = await Promise.all([server, web].map((child) => exitCode(child, stop)))
    return asked ? 0 : Math.max(...codes)
  },
}

function start(cwd: string, args: string[], env: NodeJS.ProcessEnv) {
  return spawn(process.execPath, args, { cwd, env, stdio: 'inherit' })
}

/** When one ends, the other is of no use. */
function exitCode(child: ReturnType<typeof start>, stop: () => void): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      stop()
      resolve(code ?? 0)
    })
  })
}
