import { spawn } from 'node:child_process'
import { root } from './root.ts'

/** Runs a TypeScript program or a Node script of the clone in the foreground and returns its exit code. */
export function runChild(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const nodeArgs = ['--disable-warning=ExperimentalWarning', script, ...args]
    const child = spawn(process.execPath, nodeArgs, { cwd: root, stdio: 'inherit', env })
    // @NOTE Ctrl-C reaches the whole foreground group; we wait so that the child ends first and its code is ours.
    const wait = () => {}
    const pass = () => child.kill('SIGTERM')
    process.on('SIGINT', wait).on('SIGTERM', pass)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', pass)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}
