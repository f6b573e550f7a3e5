import { later, loadUntilHere } from './later.ts'

type Words = typeof import('./words.ts')

/** What the app says of commands: no command can run before its words can be here. */
export const words = later<Words>(() => import('./words.ts'))

/** Deletes; says before what hangs on it. */
export function deleteKnowingly(...asked: Parameters<Words['deleteKnowingly']>): void {
  const here = words.here()
  if (here !== undefined) void here.deleteKnowingly(...asked)
  else void loadUntilHere(words).then((loaded) => loaded.deleteKnowingly(...asked))
}
