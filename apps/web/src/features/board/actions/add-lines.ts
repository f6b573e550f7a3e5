import { t } from '@fulcrum/ui/messages'
import { maxTitles, titlesOf } from '../../../shell/pasted-titles.ts'
import type { Runner } from './runner.ts'

/** Adds an item for each line of a pasted text, all under one batch; of too many lines none, which is said. */
export function addLines(runner: Runner, text: string, add: (title: string, batch: string) => void): void {
  const titles = titlesOf(text)
  if (titles.length > maxTitles) {
    return runner.refuse(
      t('These are {count, number} lines, and {maxTitles} make items at once: import them as a file.', {
        count: titles.length,
        maxTitles,
      }),
    )
  }
  const batch = runner.newId()
  for (const title of titles) add(title, batch)
}
