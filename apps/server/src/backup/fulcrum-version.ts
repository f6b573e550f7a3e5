import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The version of this Fulcrum, as its package.json has it. */
export function fulcrumVersion(): string {
  const file = path.resolve(import.meta.dirname, '../../../../package.json')
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return version
}
