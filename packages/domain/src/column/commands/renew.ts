import * as z from 'zod/mini'
import { boardArg, defineBoardCommand } from '../../board/board-command.ts'
import type { BoardReader } from '../../board/board-reader.ts'
import { toBoardColumn } from '../../board/columns.ts'
import type { BoardColumn } from '../../board/columns.ts'
import { farColumns } from '../../derived/far.ts'
import { sameJson } from '../../json.ts'
import type { Json } from '../../json.ts'
import { matchingKey } from '../../text.ts'
import { renewDependents, savedAgain } from '../dependents.ts'
import { becameOf } from '../merged-numbers.ts'
import type { MergedLabel } from '../merged-numbers.ts'
import { boardsBehind, schemaWith } from '../other-boards.ts'
import { successorOf } from '../successor.ts'

/**
 * Takes into what a board derives from other boards what became of the columns there: one that is of another type now, one that
 * another has taken the place of. As if each were saved again; what cannot be saved like this stays, and its cells say why.
 */
export const renewColumns = defineBoardCommand({
  name: 'column.renew',
  version: 1,
  args: z.strictObject({ board: boardArg }),
  action: 'board.structure',
  internal: true,
  undo: { none: 'It follows from a change of another board, and what takes that one back brings the next.' },
  looksBeyond: (states, { board }) => boardsBehind(states, board, () => true),
  apply: (board, _args, env, tx) => {
    const others = tx.boards()
    const schema = schemaWith(board.reader, others, env.principal)
    const coming = new Map<number, BoardColumn>()
    for (const number of farColumns(board.reader)) {
      const column = coming.get(number) ?? board.reader.column(number)
      if (!column) continue
      const named = withSuccessors(column, others)
      const settings = savedAgain(column.kind.id, named, env.kinds, schema)
      if (settings === null || sameJson(settings, column.settings)) continue
      const changes = { settings, settingsVersion: column.kind.version }
      board.put('column', column.id, changes)
      const made = toBoardColumn(column.id, { ...column.fields, ...changes }, env.kinds)
      if (!made) continue
      coming.set(number, made)
      renewDependents(board, number, coming, { kinds: env.kinds, schema })
    }
  },
})

function withSuccessors({ kind, settings }: BoardColumn, others: ReadonlyMap<string, BoardReader>): Json {
  const { farColumns: far } = kind
  if (!far) return settings
  return far.of(settings).reduce((next, { board, column }) => {
    const to = successorOf(others.get(board), column)
    if (to === undefined) return next
    const [old, now] = [column, to].map((each) => labelsOf(others.get(board)?.column(each)))
    const labelName = (label: number) => nameThere(label, old, now)
    return far.replaced(next, { board, from: column, to, labelName })
  }, settings)
}

function labelsOf(column?: BoardColumn): readonly MergedLabel[] {
  return column?.kind.names?.(column.settings) ?? []
}

/** What a label is called in another column; undefined where that has none of this name, so that nobody is told the name by it. */
function nameThere(
  label: number,
  labels: readonly MergedLabel[] = [],
  there: readonly MergedLabel[] = [],
): string | undefined {
  const found = labels.find(({ number }) => number === label)
  if (!found) return undefined
  const key = matchingKey(becameOf(found, labels).name)
  return there.find(({ name }) => matchingKey(name) === key)?.name
}
