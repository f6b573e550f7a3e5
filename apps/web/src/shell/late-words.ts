import { later, loadUntilHere } from './later.ts'

type Words = typeof import('./words.ts')

/** What the app says of commands: no command can run before its words can be here. */
export const words = later<Words>(() => import('./words.ts'))

/** What hangs on something that is deleted, in words. */
export async function sayUses(...asked: Parameters<Words['sayUses']>): Promise<string | null> {
  return (words.here() ?? (await loadUntilHere(words))).sayUses(...asked)
}
