// `node tools/sync-mutants/run.ts [part of a name]`: whether the sync fuzz finds each mistake within its 200 seeds.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { mutants } from './mutants.ts'

const root = path.resolve(import.meta.dirname, '../..')
const [wanted = ''] = process.argv.slice(2)

/** Runs the fuzz with a mistake in it; gives what it said, or null where it found nothing. */
async function fuzz(name: string): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project=fuzz',
      '--config=tools/sync-mutants/vitest.config.ts',
      `--root=${root}`,
      'apps/server/src/sync/sync.fuzz.test.ts',
    ],
    {
      cwd: root,
      env: { ...process.env, FULCRUM_MUTANT: name, FULCRUM_FUZZ_SEEDS: '200', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code === 0) return null
  return /Error: (Seed \d+: [^\n]*)/.exec(said)?.[1] ?? said.slice(-2_000)
}

let missed = 0
for (const { name } of mutants.filter((mutant) => mutant.name.includes(wanted))) {
  const startedAt = performance.now()
  const found = await fuzz(name)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  if (found === null || !found.startsWith('Seed')) missed += 1
  console.log(`${found === null ? 'MISSED' : 'found '} in ${seconds} s: ${name}\n       ${found ?? ''}`)
}
process.exitCode = missed === 0 ? 0 : 1
