import { StartError, tryLockFile } from '@fulcrum/server/operations'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnSync } from 'node:child_process'
import { root } from './root.ts'

const sources = ['apps/web', 'packages', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.web.json']
const notSources = new Set(['node_modules', 'dist'])

/**
 * Builds the web app when anything it is made of has changed, and returns the folder to serve. Callers at the same time
 * wait for one build; an interrupted build leaves no stamp and is done again.
 */
export async function ensureWebBuilt(say: (line: string) => void): Promise<string> {
  const dist = path.join(root, 'apps/web/dist')
  const wanted = hashSources()
  if (isBuilt(dist, wanted)) return dist
  const setup = path.join(root, '.fulcrum')
  mkdirSync(setup, { recursive: true })
  let lock = tryLockFile(path.join(setup, 'web.lock'))
  while (lock === undefined) {
    await sleep(200)
    lock = tryLockFile(path.join(setup, 'web.lock'))
  }
  try {
    if (!isBuilt(dist, wanted)) build(dist, wanted, say)
    return dist
  } finally {
    lock.release()
  }
}

function build(dist: string, stamp: string, say: (line: string) => void): void {
  say('building the web app')
  rmSync(stampFile(dist), { force: true })
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--outDir', 'dist', '--emptyOutDir', '--logLevel', 'warn']
  // Whoever starts us may be a test runner; what is served afterwards is for people.
  const env = { ...process.env, NODE_ENV: 'production' }
  const result = spawnSync(process.execPath, args, { cwd: path.join(root, 'apps/web'), env, encoding: 'utf8' })
  if (result.status !== 0) {
    throw new StartError('web-build', `The web app could not be built:\n${result.stdout}${result.stderr}`)
  }
  writeFileSync(stampFile(dist), stamp)
}

function isBuilt(dist: string, stamp: string): boolean {
  return existsSync(stampFile(dist)) && readFileSync(stampFile(dist), 'utf8') === stamp
}

function stampFile(dist: string): string {
  return path.join(dist, '.stamp')
}

/** Tests, benches and notes are no part of the app: changing them builds nothing. */
function hashSources(): string {
  const hash = createHash('sha256').update('production\0')
  const add = (file: string): void => {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(dir, entry.name)
      if (entry.isDirectory() && !notSources.has(entry.name)) walk(file)
      else if (entry.isFile() && !/\.(test\.tsx?|e2e\.ts|bench\.ts|md)$/.test(entry.name)) add(file)
    }
  }
  for (const source of sources) {
    const at = path.join(root, source)
    if (source.endsWith('.json')) add(at)
    else walk(at)
  }
  return hash.digest('hex')
}
