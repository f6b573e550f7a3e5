import type { BoardColumn, BoardState } from '@fulcrum/domain'
import type { BoardComparison, ComparedCell } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

/** What the cells of a comparison stand in. */
export interface ComparedColumns {
  readonly list: readonly { readonly id: ComparedCell['column']; readonly title: string }[]
  readonly column: (number: number) => BoardColumn | undefined
  readonly group: (number: number) => string
}

const ofEveryItem = { title: t('Item'), group: t('Group'), parent: 'Parent' } as const

export function comparedColumns(answer: BoardComparison | null, now: BoardState | null): ComparedColumns {
  const found = new Map<number, BoardColumn>()
  for (const { id, fields } of answer?.columns ?? []) {
    const column = now?.column(Number(fields['number'])) ?? (now === null ? undefined : madeColumn(now, id, fields))
    if (column) found.set(column.number, column)
  }
  const named = new Set(answer?.items.flatMap(({ cells }) => cells.map(({ column }) => column)))
  const groups = new Map(answer?.groups.map(({ number, title }) => [number, title]))
  return {
    list: [...named].map((id) => ({
      id,
      title: typeof id === 'number' ? (found.get(id)?.title ?? t('A column')) : ofEveryItem[id],
    })),
    column: (number) => found.get(number),
    group: (number) => groups.get(number) ?? 'A group',
  }
}

function madeColumn(now: BoardState, id: string, fields: BoardComparison['columns'][number]['fields']) {
  return now.columnWith(Number(fields['number']), [{ op: 'put', table: 'column', id, fields }])
}
