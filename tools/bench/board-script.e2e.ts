import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardScriptKb } from './board-script.ts'

/** What a board's first rows may wait for, kB; docs/speed.md says what is in it. */
const limitKb = 145

const root = path.join(import.meta.dirname, '../..')
const dist = mkdtempSync(path.join(tmpdir(), 'fulcrum-built-'))

beforeAll(() => {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error']
  // The runner's own mode is not the one in which the app is built.
  const env = { ...process.env, NODE_ENV: 'production' }
  const built = spawnSync(process.execPath, args, { cwd: path.join(root, 'apps/web'), env, encoding: 'utf8' })
  expect(built.status, built.stderr).toBe(0)
})

afterAll(() => rmSync(dist, { recursive: true }))

test('the first rows of a board wait for no more scripts than agreed', () => {
  expect(boardScriptKb(dist)).toBeLessThan(limitKb)
})
