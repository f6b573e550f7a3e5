import { readFileSync } from 'node:fs'
import path from 'node:path'
import { listSources, readSource, readWorld } from './layer-facts.ts'
import { checkFile, type Violation } from './layer-rules.ts'
import { exceptions } from './layers.ts'

/** Checks the repository at `root` against the table; each violation says who, whom, what is allowed and why. */
function checkLayers(root: string): { files: number; violations: Violation[] } {
  const world = readWorld(root)
  const sources = listSources(root, world)
  const found = sources.flatMap((file) =>
    checkFile(readSource(file, readFileSync(path.join(root, file), 'utf8')), world),
  )
  const isExcepted = ({ file, rule }: Violation) => exceptions.some((each) => each.file === file && each.rule === rule)
  const unused = exceptions.filter(({ file, rule }) => !found.some((each) => each.file === file && each.rule === rule))
  return {
    files: sources.length,
    violations: [
      ...found.filter((each) => !isExcepted(each)),
      ...unused.map(({ file, rule }) => ({
        file: 'tools/layers.ts',
        line: 1,
        rule: 'exceptions',
        message: `the exception of ${file} from "${rule}" is needed no more; remove it`,
      })),
    ],
  }
}

if (import.meta.main) {
  const { files, violations } = checkLayers(path.resolve(import.meta.dirname, '..'))
  for (const { file, line, rule, message } of violations) console.log(`${file}:${line} [${rule}] ${message}`)
  console.log(`${files} files, ${violations.length} against the import rules`)
  process.exitCode = violations.length === 0 ? 0 : 1
}
