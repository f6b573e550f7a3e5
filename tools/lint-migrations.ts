// Refuses migrations that would lose what people wrote: `node tools/lint-migrations.ts [folder]`.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { lintMigration } from './migration-rules.ts'

const folder = process.argv[2] ?? path.join(import.meta.dirname, '../apps/server/src/database/migrations')
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
const problems = files.flatMap((file) =>
  lintMigration(readFileSync(path.join(folder, file), 'utf8')).map(({ line, message }) => `${file}:${line} ${message}`),
)
for (const problem of problems) console.log(problem)
console.log(`${files.length} migrations, ${problems.length} that could lose data`)
process.exitCode = problems.length === 0 ? 0 : 1
