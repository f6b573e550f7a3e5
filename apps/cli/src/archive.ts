import { callOperator, readConfig } from '@fulcrum/server/operations'
import type { ArchiveDone, ArchiveStep, ArchiveTaken } from '@fulcrum/server/operations'

const number = (value: number) => value.toLocaleString('en')

/** `export archive WORKSPACE FILE`. */
export async function exportArchive(data: string | undefined, workspace: string, file: string): Promise<void> {
  // @NOTE the operation of our own server answers these.
  const done = (await call(data, 'export-archive', { workspace, file })) as ArchiveDone
  console.log(`${number(done.lines)} lines, ${number(Math.ceil(done.bytes / 1024))} kB: ${done.file}`)
}

/** `import archive FILE`. */
export async function importArchive(data: string | undefined, file: string): Promise<void> {
  // @NOTE the operation of our own server answers these.
  const taken = (await call(data, 'import-archive', { file })) as ArchiveTaken
  const { known, placeholders } = taken.people
  console.log(
    [
      `The workspace "${taken.name}" is here: ${number(taken.boards)} boards, ${number(taken.items)} items, ${number(taken.updates)} messages, ${number(taken.changes)} entries of history.`,
      `People: ${number(known)} are members here, ${number(placeholders)} are placeholders until they are invited.`,
      taken.keptIds
        ? 'All of it kept its ids: old links lead to it.'
        : 'This account has some of its ids already, so all of it got others.',
    ].join('\n'),
  )
}

function call(data: string | undefined, operation: string, args: object): Promise<unknown> {
  const config = readConfig(data === undefined ? {} : { data }, process.env)
  return callOperator(config.dataDir, operation, args, (step) => {
    const { phase, done, total } = step as ArchiveStep
    console.log(total === 0 ? `${phase}: ${number(done)} lines` : `${phase}: ${number(done)} of ${number(total)} lines`)
  })
}
