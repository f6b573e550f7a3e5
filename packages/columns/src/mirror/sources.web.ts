import { connectionsOf, refsOf } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { CellPlace, SourceCell, ViewContext } from '../view-contract.web.ts'
import type { MirrorSettings } from './column.ts'

/** The cells that a mirror shows, where one of them can be set; otherwise why none can. */
export function mirrorSources(
  { through, sources, rollUp }: MirrorSettings,
  { columns, valueOf }: CellPlace,
  { item: sightOf, items }: ViewContext,
): readonly SourceCell[] | string {
  const link = columns().find(({ number }) => number === through)
  if (link === undefined || !connectionsOf(link)) return t('Its settings do not say yet what it shows.')
  if (rollUp !== 'list') return t('It is computed from several cells: change these on the items themselves.')
  const ids = refsOf(link, valueOf(link.number))
  if (ids.length === 0)
    return t('No item is connected in {title} yet.', { title: String(link.fields['title'] ?? t('the connection')) })
  const cells: SourceCell[] = []
  let reason: string | null = null
  for (const id of ids) {
    const sight = sightOf?.(id)
    const number = sight?.is === 'item' ? sources.find(({ board }) => board === sight.board)?.column : undefined
    const source = sight?.is === 'item' && number !== undefined ? items?.source(sight.board, number) : null
    if (sight?.is !== 'item') reason ??= sightReasons[sight?.is ?? 'loading']
    else if (number === undefined) reason ??= t('Nothing of {key} is shown here.', { key: sight.key })
    else if (sight.archived) reason ??= t('{key} is archived: restore it to change it.', { key: sight.key })
    else if (!source) reason ??= t('You may not see this column on the other board.')
    else if (source.column.fields['deletedAt'] !== undefined) reason ??= t('The column was deleted on the other board.')
    else if (source.column.lanes.every(({ own }) => !own)) reason ??= t('It is computed on the other board, too.')
    else if (!source.mayEdit) reason ??= t('You may not edit this on the board of {key}.', { key: sight.key })
    else {
      const value = items?.cellOf(id, source.column.number) ?? null
      cells.push({ ...source, board: sight.board, item: id, key: sight.key, title: sight.title, value })
    }
  }
  return cells.length > 0 ? cells : (reason ?? t('Nothing here can be changed.'))
}

const sightReasons = {
  gone: t('The source was deleted. It can be restored from the trash for 30 days.'),
  'no-access': t('You have no access to the source.'),
  loading: t('The source is not here yet.'),
} as const
