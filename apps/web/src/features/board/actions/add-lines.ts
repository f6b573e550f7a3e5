import { wantedForNew } from '@fulcrum/domain'
import type { Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { maxTitles, titlesOf } from '../../../shell/pasted-titles.ts'
import type { WantedCell } from '../dialogs/wanted-cells.tsx'
import type { ItemWorld } from './items.ts'
import type { Runner } from './runner.ts'

/** What every item of the lines gets, beside its title. */
type Place = { readonly [name: string]: Json }

/**
 * Adds an item for each line of a pasted text, all under one batch; what all of them have to have is asked for once. False where the
 * text is not taken: of too many lines none become items, which is said.
 */
export function addLines(
  runner: Runner,
  { state, onWanted }: Pick<ItemWorld, 'state' | 'onWanted'>,
  text: string,
  place: Place,
  create: (args: Place, batch: string) => void,
): boolean {
  const titles = titlesOf(text)
  if (titles.length > maxTitles) {
    runner.refuse(
      t('These are {count, number} lines, and {maxTitles} make items at once: import them as a file.', {
        count: titles.length,
        maxTitles,
      }),
    )
    return false
  }
  const cells = (place['cells'] ?? []) as unknown as readonly WantedCell[]
  const make = (given: readonly WantedCell[]): void => {
    const batch = runner.newId()
    const all = [...cells, ...given]
    for (const title of titles)
      create({ ...place, title, ...(all.length > 0 && { cells: all as unknown as Json }) }, batch)
  }
  const wanted = wantedForNew(state, cells, false)
  if (titles.length === 0 || wanted.length === 0) make([])
  else onWanted(t('{count, plural, one {# item} other {# items}}', { count: titles.length }), wanted, make)
  return true
}
