import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Command } from '../command.ts'
import { root } from '../root.ts'

export const dev: Command = {
  name: 'dev',
  usage: '[flags of up]',
  summary: 'start Fulcrum and the web app so that both reload on a change',
  run: async (args) => {
    const server = start(root, [
      '--watch',
      '--watch-preserve-output',
      'apps/cli/src/main.ts',
      'up',
      '--no-web',
      ...args,
    ])
    const web = start(path.join(root, 'apps/web'), [path.join(root, 'node_modules/vite/bin/vite.js')])
    const stop = () => [server, web].forEach((child) => child.kill('SIGTERM'))
    process.on('SIGINT', stop).on('SIGTERM', stop)
    const codes = await Promise.all([server, web].map((child) => exitCode(child, stop)))
    return Math.max(...codes)
  },
}

function start(cwd: string, args: string[]) {
  return spawn(process.execPath, args, { cwd, stdio: 'inherit' })
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
