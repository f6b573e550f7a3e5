import { readFileSync } from 'node:fs'

const words = readFileSync(new URL('common-roots.txt', import.meta.url), 'utf8')

/** Words of which the passwords that are guessed first are made. */
export const commonRoots: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word.length > 0))
