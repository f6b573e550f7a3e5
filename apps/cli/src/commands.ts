import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { bench } from './commands/bench.ts'
import { dev } from './commands/dev.ts'
import { doctor } from './commands/doctor.ts'
import { exportBoard } from './commands/export.ts'
import { importFile } from './commands/import.ts'
import { password } from './commands/password.ts'
import { resetOwner } from './commands/reset-owner.ts'
import { restore } from './commands/restore.ts'
import { test } from './commands/test.ts'
import { up } from './commands/up.ts'
import { upgrade } from './commands/upgrade.ts'
import { verify } from './commands/verify.ts'

/** Every call of ./fulcrum, in the order of the help. */
export const commands: readonly Command[] = [
  up,
  importFile,
  exportBoard,
  backup,
  restore,
  verify,
  upgrade,
  password,
  resetOwner,
  doctor,
  test,
  bench,
  dev,
]

/** The text of help.txt, which the launcher shows before anything is installed. */
export function helpText(): string {
  const lines = commands.flatMap(({ name, usage, summary }) => [`  ./fulcrum ${name} ${usage}`, `      ${summary}`])
  return [
    'Fulcrum: boards, sprints, code and delivery data, in one process beside one PostgreSQL.',
    '',
    ...lines,
    '  ./fulcrum --help | --version',
    '',
    'Everything else is set by environment variables: docs/environment.md',
    '',
  ].join('\n')
}
