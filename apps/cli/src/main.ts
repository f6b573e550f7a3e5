import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { root } from './root.ts'

// Stripping types and compiling is most of what a start computes: it is done once for each version of a file. Where the
// folder cannot be written, it is done every time.
enableCompileCache(path.join(root, '.fulcrum/compile-cache'))
const { main } = await import('./cli.ts')

process.exitCode = await main(process.argv.slice(2))
