import type { BoardState, RowGrant, RowRule } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'

/** What a grant shows of a board's items, in words. */
export function grantWords(board: BoardState, { columns, watched }: RowGrant | RowRule): string {
  const titles = columns.flatMap((number) => {
    const column = board.column(number)
    return column === undefined || column.fields['deletedAt'] !== undefined ? [] : [column.title]
  })
  const where = [
    ...(titles.length > 0
      ? [
          t('where they are in {titles}', {
            titles: titles.reduce((one, other) => t('{one} or {other}', { one, other })),
          }),
        ]
      : []),
    ...(watched ? [t('that they watch')] : []),
  ]
  return t('Only items {which}', { which: [t('that they made'), ...where].join(', ') })
}
