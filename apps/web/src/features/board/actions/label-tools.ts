import type { LabelTools } from '@fulcrum/columns/web'
import { labelUses } from '@fulcrum/domain'
import type { BoardColumn, BoardState, LabelUsesElsewhere } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { inSteps } from './in-steps.ts'
import type { Runner } from './runner.ts'

/** What is done to labels of a column beyond its settings. Undefined where its cells hold none. */
export function labelTools(state: BoardState, column: BoardColumn, runner: Runner): LabelTools | undefined {
  const { id, kind, settings } = column
  if (kind.names === undefined) return undefined
  const nameOf = (label: number) => kind.names?.(settings).find(({ number }) => number === label)?.name ?? ''
  return {
    uses: (numbers) => labelUses(state, column, numbers),
    elsewhere: (labels) =>
      runner.ask<LabelUsesElsewhere>('label.uses', { column: id, labels: [...labels] }).catch(() => null),
    merge: (from, into, templates) => {
      const args = { id, from: [...from], into, also: [...templates] }
      const work = inSteps(runner, { command: 'column.mergeLabels', args }, (result) => {
        // @NOTE the shape of the command's result.
        return (result as { readonly more: boolean }).more ? args : null
      })
      runner.say(t('Merged {from} into {name}', { from: from.map(nameOf).join(', '), name: nameOf(into) }), work, 'tag')
    },
  }
}
