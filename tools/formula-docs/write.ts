import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { formulaPage } from './page.ts'

/** Where the page lies. */
export const pagePath = path.resolve(import.meta.dirname, '../../docs/formulas.md')

if (import.meta.main) {
  writeFileSync(pagePath, formulaPage())
  console.log(`${pagePath} written`)
}
