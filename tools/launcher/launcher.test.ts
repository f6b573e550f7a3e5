import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const needed = [
  'bash',
  'cat',
  'sed',
  'dirname',
  'readlink',
  'uname',
  'cksum',
  'mkdir',
  'rm',
  'mv',
  'tail',
  'grep',
  'flock',
]

let clone: string

beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'fulcrum-launcher-'))
  for (const file of ['fulcrum', 'package.json', 'package-lock.json', 'apps/cli/help.txt']) {
    cpSync(path.join(root, file), path.join(clone, file), { recursive: true })
  }
})

afterEach(() => rmSync(clone, { recursive: true, force: true }))

/** Runs the launcher of a clone in which nothing is installed, on a machine that has only these programs. */
function launch(args: string[], programs: Record<string, string> = {}) {
  const bin = path.join(clone, 'bin')
  rmSync(bin, { recursive: true, force: true })
  mkdirSync(bin, { recursive: true })
  for (const program of needed) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
    if (found !== '') symlinkSync(found, path.join(bin, program))
  }
  for (const [name, script] of Object.entries(programs)) writeFileSync(path.join(bin, name), script, { mode: 0o755 })
  const result = spawnSync(path.join(bin, 'bash'), [path.join(clone, 'fulcrum'), ...args], {
    encoding: 'utf8',
    env: { PATH: bin, HOME: clone },
    timeout: 30_000,
  })
  return { code: result.status, out: result.stdout, error: result.stderr }
}

const oldNode = '#!/bin/bash\necho v18.0.0\n'

test('help and version need nothing but bash', () => {
  expect(launch(['--help']).out).toContain('./fulcrum up')
  expect(launch(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^fulcrum \d+\.\d+\.\d+\n$/) })
})

test('without npm it says what to install', () => {
  const { code, error } = launch(['up'])
  expect(code).not.toBe(0)
  expect(error).toContain('Node.js with npm is needed once')
})

test('a first run without a network says so, and leaves nothing that a later run would take for whole', () => {
  const npm = '#!/bin/bash\necho "npm error code ENOTFOUND" >&2\nexit 1\n'
  const { code, error } = launch(['up'], { node: oldNode, npm })
  expect(code).not.toBe(0)
  expect(error).toContain('A first run needs a network')
  const left = readdirSync(path.join(clone, '.fulcrum')).filter((name) => /^node-[\d.]+$/.test(name))
  expect(left).toEqual([])
})

test('a full disk is said to be one', () => {
  const npm = '#!/bin/bash\necho "npm error code ENOSPC" >&2\nexit 1\n'
  const { code, error } = launch(['up'], { node: oldNode, npm })
  expect(code).not.toBe(0)
  expect(error).toContain('the disk is full')
})

test('npm trusts what the machine trusts, and a certificate that it does not trust is named', () => {
  const npm = '#!/bin/bash\necho "npm error code SELF_SIGNED_CERT_IN_CHAIN, $NODE_USE_SYSTEM_CA" >&2\nexit 1\n'
  const { code, error } = launch(['up'], { node: oldNode, npm })
  expect(code).not.toBe(0)
  expect(error).toContain('SELF_SIGNED_CERT_IN_CHAIN, 1')
  expect(error).toContain('does not trust the certificate')
})

test('install scripts are never run, and npm is called only when the lock file changed', () => {
  const npm = `#!/bin/bash\necho "$*" >>"${clone}/calls"\nmkdir -p node_modules\n`
  const node = '#!/bin/bash\nif [ "$1" = --version ]; then echo v24.21.0; else echo "ran $*"; fi\n'
  const first = launch(['doctor'], { node, npm })
  expect(first.out).toContain('apps/cli/src/main.ts doctor')
  const second = launch(['doctor'], { node, npm })
  expect(second.code).toBe(0)
  const calls = spawnSync('cat', [path.join(clone, 'calls')], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatch(/^ci .*--ignore-scripts/)
})
